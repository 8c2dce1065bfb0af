'use strict'

/* global afterEach */

const { once } = require('node:events')
const http = require('node:http')
const { Redis } = require('hicast')
const { createHub } = require('hicast/hub')
const { WebSocket, WebSocketServer } = require('ws')

/**
 * Servers of an app, all in this process: each has a hub, and takes WebSockets
 * at /?user=...&rooms=a,b and event streams at /events?user=...
 */
class HubServers {
  /** @param {() => object} source  makes what a hub is made from */
  constructor (source) {
    this._source = source
    this._all = []
    this.sockets = []
  }

  /**
   * @param {object} [options]  of createHub()
   * @param {object} [about]    of join(), for each socket
   */
  async start (options, about = {}) {
    const source = await this._source()
    const hub = createHub(source, { linger: 50, ...options })
    const server = { hub, source, seats: [], errors: [] }
    hub.on('error', (error) => server.errors.push(error))
    server.http = http.createServer((request, response) => {
      const query = new URL(request.url, 'http://localhost').searchParams
      hub.joinEventStream(response, { ...joinOptions(query), request, ...about })
        .then((seat) => server.seats.push(seat), (error) => response.destroy(error))
    })
    server.wss = new WebSocketServer({ server: server.http })
    server.wss.on('connection', (ws, request) => {
      const query = new URL(request.url, 'http://localhost').searchParams
      hub.join(ws, { ...joinOptions(query), request, ...about })
        .then((seat) => {
          server.seats.push(seat)
          if (!query.has('hicast')) ws.send('joined')
        }, (error) => ws.close(4400, error.message.slice(0, 100)))
    })
    server.http.listen(0, '127.0.0.1')
    await once(server.http, 'listening')
    server.port = server.http.address().port
    this._all.push(server)
    await hub.ready()
    return server
  }

  /**
   * A browser's socket, joined.
   *
   * @param {{port: number}} server
   * @param {string} [query]
   */
  async browser (server, query = '') {
    const ws = new WebSocket(`ws://127.0.0.1:${server.port}/?${query}`)
    ws.messages = []
    ws.closed = null
    ws.on('message', (data, isBinary) => ws.messages.push(isBinary ? data : data.toString()))
    ws.on('close', (code, reason) => { ws.closed = [code, reason.toString()] })
    ws.on('error', () => {})
    this.sockets.push(ws)
    await once(ws, 'message')
    ws.messages.length = 0
    return ws
  }

  async close () {
    for (const ws of this.sockets) ws.terminate()
    for (const { hub, source, wss, http: server } of this._all) {
      await hub.close()
      source?.disconnect?.()
      await source?.close?.()
      wss.close()
      server.closeAllConnections()
      server.close()
    }
    this._all = []
    this.sockets = []
  }
}

function joinOptions (query) {
  const rooms = query.get('rooms')
  return { user: query.get('user') ?? undefined, rooms: rooms === null ? [] : rooms.split(',') }
}

/**
 * @param {object} redis  from useRedis()
 * @param {object} [options]  of its clients
 * @returns {HubServers} closed after each test
 */
function useHubs (redis, options) {
  const servers = new HubServers(() => {
    const client = new Redis({ port: redis.port, host: redis.host, ...options })
    client.on('error', () => {})
    return client
  })
  afterEach(() => servers.close())
  return servers
}

module.exports = { HubServers, useHubs }
