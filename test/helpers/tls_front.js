'use strict'

/* global afterEach, describe */

const { once } = require('node:events')
const net = require('node:net')
const tls = require('node:tls')

// Without them TLS would be spoken by the addon. They change nothing.
const STREAM = { requestOCSP: false }

/** The ways that TLS is spoken, and what an option has to be for each. */
const WAYS = { native: {}, stream: STREAM }

/**
 * Runs tests once for each way that TLS is spoken.
 *
 * @param {(way: 'native'|'stream', options: object) => void} define
 *   options: to be added to those of `tls`
 */
function eachWay (define) {
  for (const [way, options] of Object.entries(WAYS)) {
    describe(way === 'native' ? 'TLS of the core' : 'TLS of Node\'s stream', () => define(way, options))
  }
}

/**
 * TLS in front of a server that speaks none.
 *
 * @param {() => {port: number, host: string}} behind
 * @returns {(options: tls.TlsOptions) => Promise<tls.Server & {port: number, sockets: Set<tls.TLSSocket>}>}
 *   its servers are closed after each test
 */
function useTlsFronts (behind) {
  const fronts = []
  afterEach(async () => {
    for (const front of fronts.splice(0)) {
      for (const socket of front.sockets) socket.destroy()
      front.close()
    }
  })
  return async (options) => {
    const front = tls.createServer(options)
    front.sockets = new Set()
    front.on('secureConnection', (socket) => join(front, socket, behind()))
    front.on('tlsClientError', () => {})
    fronts.push(front)
    front.listen(0, '127.0.0.1')
    await once(front, 'listening')
    front.port = front.address().port
    return front
  }
}

function join (front, socket, { port, host }) {
  const server = net.connect(port, host)
  front.sockets.add(socket)
  socket.on('close', () => {
    front.sockets.delete(socket)
    server.destroy()
  })
  socket.on('error', () => {})
  server.on('error', () => socket.destroy())
  server.pipe(socket)
  socket.pipe(server)
}

module.exports = { STREAM, WAYS, eachWay, useTlsFronts }
