'use strict'

const fs = require('fs')
const http = require('http')
const path = require('path')
const { WebSocketServer } = require('ws')

/** The web page of the demo, and its WebSockets. */

const PAGE = path.join(__dirname, 'page')
const HOST = '127.0.0.1'
const MAX_PAYLOAD = 4096

const FILES = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/style.css': ['style.css', 'text/css; charset=utf-8'],
  '/app.js': ['app.js', 'text/javascript; charset=utf-8'],
  '/icon.svg': ['icon.svg', 'image/svg+xml']
}

function headers (request) {
  return {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy':
      `default-src 'self'; connect-src 'self' ws://${request.headers.host}; frame-ancestors 'none'`
  }
}

function serve (request, response) {
  const { pathname } = new URL(request.url, 'http://localhost')
  if (!['GET', 'HEAD'].includes(request.method)) return response.writeHead(405, { allow: 'GET, HEAD' }).end()
  if (!Object.hasOwn(FILES, pathname)) return response.writeHead(404).end('not found\n')
  const [file, type] = FILES[pathname]
  const body = fs.readFileSync(path.join(PAGE, file))
  response.writeHead(200, { ...headers(request), 'content-type': type, 'content-length': body.length })
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** Only pages of this server may connect; programs send no origin. */
function isOurs ({ origin, req }) {
  return !origin || origin === `http://${req.headers.host}`
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
 * @param {(socket: import('ws').WebSocket) => void} options.onTab
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
async function startWeb ({ port, onTab }) {
  const server = http.createServer(serve)
  try {
    await listen(server, port)
  } catch (error) {
    if (!['EADDRINUSE', 'EACCES'].includes(error.code)) throw error
    await listen(server, 0)
  }
  const sockets = new WebSocketServer({ server, path: '/tab', maxPayload: MAX_PAYLOAD, verifyClient: isOurs })
  sockets.on('connection', onTab)
  return {
    url: `http://${HOST}:${server.address().port}/`,
    async close () {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}

module.exports = { startWeb }
