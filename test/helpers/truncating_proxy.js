'use strict'

/* global afterEach */

const net = require('node:net')
const { once } = require('node:events')

/**
 * A TCP proxy that lets exactly so many bytes of its server's through on its
 * first connection, and then cuts that. Further connections are good ones.
 */
class TruncatingProxy {
  #server
  #sockets = new Set()
  connections = 0
  /** Bytes of the server's that came to the first connection. */
  forwarded = 0

  /**
   * @param {{ port: number, host: string }} target
   * @param {number} budget  bytes until the cut
   * @param {'rst' | 'fin'} how
   */
  constructor ({ port, host }, budget, how) {
    this.#server = net.createServer({ noDelay: true }, (front) => {
      const isFirst = this.connections++ === 0
      const back = net.connect({ port, host, noDelay: true })
      for (const socket of [front, back]) this.#keep(socket)
      front.on('close', () => back.destroy())
      front.pipe(back)
      if (!isFirst) back.pipe(front)
      else if (budget === 0) cut(front, how)
      else back.on('data', (chunk) => this.#forward(chunk, front, budget, how))
    })
  }

  #keep (socket) {
    this.#sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => this.#sockets.delete(socket))
  }

  #forward (chunk, front, budget, how) {
    const left = budget - this.forwarded
    if (left <= 0) return
    const part = chunk.subarray(0, left)
    this.forwarded += part.length
    front.write(part, () => {
      if (this.forwarded >= budget) cut(front, how)
    })
  }

  static async start (target, budget = Infinity, how = 'fin') {
    const proxy = new TruncatingProxy(target, budget, how)
    proxy.#server.listen(0, '127.0.0.1')
    await once(proxy.#server, 'listening')
    return proxy
  }

  get host () {
    return '127.0.0.1'
  }

  get port () {
    return this.#server.address().port
  }

  async stop () {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }
}

function cut (socket, how) {
  if (how === 'rst') socket.resetAndDestroy()
  else socket.destroySoon()
}

/** Starts such proxies, which are stopped after each test. */
function useTruncatingProxies () {
  let started = []
  afterEach(async () => {
    await Promise.all(started.map((proxy) => proxy.stop()))
    started = []
  })
  return async (...args) => {
    const proxy = await TruncatingProxy.start(...args)
    started.push(proxy)
    return proxy
  }
}

module.exports = { useTruncatingProxies }
