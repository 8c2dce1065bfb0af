'use strict'

/* global afterEach */

const net = require('node:net')
const { once } = require('node:events')
const { setImmediate: turn, setTimeout: sleep } = require('node:timers/promises')

/**
 * A TCP proxy in front of a server, whose link can be made bad.
 *
 * @typedef {object} Link  how bytes travel, in both directions
 * @property {boolean} [blackHole]   they do not arrive, and nobody is told
 * @property {number} [delay]        ms until a chunk goes on
 * @property {number} [bytesPerSecond]
 * @property {number} [packet]       at most so many bytes at once
 * @property {number} [coalesce]     ms for which chunks are gathered into one
 */
class Proxy {
  #server = net.createServer({ noDelay: true, allowHalfOpen: true })
  #target
  #pairs = new Set()
  #link = {}
  /** Connections accepted so far. */
  connections = 0

  /** @param {import('node:net').NetConnectOpts} target */
  constructor (target) {
    this.#target = target
    this.#server.on('connection', (socket) => this.#accept(socket))
  }

  /** @param {import('node:net').NetConnectOpts} target */
  static async start (target) {
    const proxy = new Proxy(target)
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

  /** @param {Link} link  from now on; {} is a good one */
  setLink (link) {
    this.#link = link
  }

  #accept (front) {
    this.connections++
    const back = net.connect({ ...this.#target, noDelay: true, allowHalfOpen: true })
    const pair = { front, back }
    this.#pairs.add(pair)
    for (const [from, to] of [[front, back], [back, front]]) {
      from.on('error', () => to.destroy())
      from.on('close', () => {
        this.#pairs.delete(pair)
        to.destroy()
      })
      this.#forward(from, to).catch(() => to.destroy())
    }
  }

  /** Moves the bytes of one direction till its end. */
  async #forward (from, to) {
    let gathered = []
    let timer
    const flush = () => {
      timer = undefined
      const bytes = Buffer.concat(gathered)
      gathered = []
      if (!to.destroyed) to.write(bytes)
    }
    for await (const chunk of from.iterator({ destroyOnReturn: false })) {
      const { blackHole, delay, coalesce } = this.#link
      if (blackHole) continue
      if (delay) await sleep(delay)
      if (coalesce) {
        gathered.push(chunk)
        timer ??= setTimeout(flush, coalesce)
      } else if (!to.destroyed) await this.#write(to, chunk)
    }
    if (timer) {
      clearTimeout(timer)
      flush()
    }
    to.end()
  }

  async #write (to, chunk) {
    const { packet, bytesPerSecond } = this.#link
    const size = packet ?? (bytesPerSecond ? Math.ceil(bytesPerSecond / 100) : chunk.length)
    for (let at = 0; at < chunk.length && !to.destroyed; at += size) {
      to.write(chunk.subarray(at, at + size))
      if (bytesPerSecond) await sleep(1000 * size / bytesPerSecond)
      else if (packet) await turn()
    }
  }

  /**
   * Ends every connection.
   * @param {'rst' | 'fin'} how
   */
  cut (how) {
    for (const { front, back } of this.#pairs) {
      if (how === 'rst') front.resetAndDestroy()
      else front.end()
      back.destroy()
    }
  }

  async stop () {
    for (const { front, back } of this.#pairs) {
      front.destroy()
      back.destroy()
    }
    this.#server.close()
    await once(this.#server, 'close')
  }
}

/**
 * Starts proxies that are stopped after each test.
 * @returns {(target: object) => Promise<Proxy>}
 */
function useProxies () {
  let started = []
  afterEach(async () => {
    await Promise.all(started.map((proxy) => proxy.stop()))
    started = []
  })
  return async ({ port, host }) => {
    const proxy = await Proxy.start({ port, host })
    started.push(proxy)
    return proxy
  }
}

module.exports = { Proxy, useProxies }
