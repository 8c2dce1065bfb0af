'use strict'

const fs = require('fs')
const http = require('http')
const path = require('path')
const { WebSocket, WebSocketServer } = require('../../dist/ws')
const { PEOPLE } = require('./people')

/**
 * The web page of the demo, and its WebSockets. The page shows all servers, so
 * that it connects to each of them, and each takes the pages of the others.
 */

const PAGE = path.join(__dirname, 'page')
const HOST = '127.0.0.1'
const MAX_PAYLOAD = 4096

const FILES = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/style.css': ['style.css', 'text/css; charset=utf-8'],
  '/app.js': ['app.js', 'text/javascript; charset=utf-8'],
  '/pane.js': ['pane.js', 'text/javascript; charset=utf-8'],
  '/hub-client.js': ['../../hub/client/index.mjs', 'text/javascript; charset=utf-8'],
  '/icon.svg': ['icon.svg', 'image/svg+xml']
}
const PLAYED = PEOPLE.map(({ user }) => user)

/** By whatever name this machine was reached, the servers are on it. */
function hostsOf (servers, host) {
  const { hostname } = new URL(`http://${host}`)
  return servers.map(({ url }) => `${hostname}:${new URL(url).port}`)
}

function headers ({ headers: { host } }, servers) {
  const sockets = hostsOf(servers, host).map((other) => ` ws://${other}`).join('')
  return {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': `default-src 'self'; connect-src 'self'${sockets}; frame-ancestors 'none'`
  }
}

/** What is at a path: its bytes and their type, or null. */
function find (pathname, servers) {
  if (pathname === '/servers.json') {
    return [Buffer.from(JSON.stringify({ servers, played: PLAYED })), 'application/json']
  }
  if (!Object.hasOwn(FILES, pathname)) return null
  const [file, type] = FILES[pathname]
  return [fs.readFileSync(path.join(PAGE, file)), type]
}

function serve (request, response, servers) {
  const { pathname } = new URL(request.url, 'http://localhost')
  if (!['GET', 'HEAD'].includes(request.method)) return response.writeHead(405, { allow: 'GET, HEAD' }).end()
  const found = isHost(request.headers.host) ? find(pathname, servers) : null
  if (found === null) return response.writeHead(404).end('not found\n')
  const [body, type] = found
  response.writeHead(200, { ...headers(request, servers), 'content-type': type, 'content-length': body.length })
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** Whether a request says to whom it goes, in a form that a browser would send. */
function isHost (host) {
  return typeof host === 'string' && URL.canParse(`http://${host}`)
}

/** Only pages of these servers may connect; programs send no origin. */
function isOurs ({ origin, req: { headers: { host } } }, servers) {
  if (!origin) return true
  return isHost(host) && [host, ...hostsOf(servers, host)].some((ours) => origin === `http://${ours}`)
}

function listen (server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, HOST, () => {
      server.removeListener('error', reject)
      resolve()
    })
  })
}

/**
 * @param {object} options
 * @param {number} options.port  a free one is taken if somebody has it
 * @param {(socket: import('ws').WebSocket, request: http.IncomingMessage) => void} options.onTab
 * @returns {Promise<{ url: string, introduce: (servers: object[]) => void, close: () => Promise<void> }>}
 *   `introduce` tells it of all servers, itself included
 */
async function startWeb ({ port, onTab }) {
  let servers = []
  const server = http.createServer((request, response) => serve(request, response, servers))
  try {
    await listen(server, port)
  } catch (error) {
    if (!['EADDRINUSE', 'EACCES'].includes(error.code)) throw error
    await listen(server, 0)
  }
  const sockets = new WebSocketServer({ server, path: '/live', maxPayload: MAX_PAYLOAD, verifyClient: (about) => isOurs(about, servers) })
  sockets.on('connection', onTab)
  return {
    url: `http://${HOST}:${server.address().port}/`,
    introduce: (all) => { servers = all },
    async close () {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}

module.exports = { WebSocket, startWeb }
