'use strict'

/* global afterEach, describe, it */

/**
 * The client under test: this package, or what HICAST_TEST_CLIENT says (a
 * module's name or path). The tests state what ioredis does, and run against
 * it unchanged; only what hicast does otherwise on purpose, in `differs`, is
 * for hicast alone.
 */

const { HICAST_TEST_CLIENT } = process.env

/** Whether this package is under test. */
const isHicast = !HICAST_TEST_CLIENT

const Redis = require(HICAST_TEST_CLIENT || 'hicast')

/** The constructors whose behaviour is compared side by side. */
const peers = () => ({ client: Redis, ioredis: require('ioredis') })

/**
 * Makes clients that are disconnected after each test. An `error` event that
 * a test does not listen to fails it.
 */
class Clients {
  #server
  #all = []
  #errors = []

  /** @param {{ port: number, host: string } | null} server */
  constructor (server) {
    this.#server = server
  }

  /**
   * @param {object} [options]
   * @returns {import('ioredis').Redis}
   */
  create (options) {
    const { port, host } = this.#server
    return this.add(new Redis({ port, host, ...options }))
  }

  /**
   * @param {import('ioredis').Redis} client  made elsewhere
   * @returns {import('ioredis').Redis}
   */
  add (client) {
    this.#all.push(client)
    client.on('error', (error) => {
      if (client.listenerCount('error') === 1) this.#errors.push(error)
    })
    return client
  }

  close () {
    for (const client of this.#all) client.disconnect()
    this.#all = []
    const [error] = this.#errors
    this.#errors = []
    if (error) throw error
  }
}

/**
 * @param {{ port: number, host: string }} [server]
 * @returns {Clients}
 */
function useClients (server) {
  const clients = new Clients(server)
  afterEach(() => clients.close())
  return clients
}

/** A test of what hicast does otherwise than ioredis on purpose. */
function differs (title, test) {
  if (isHicast) it(title, test)
}

/** Runs `define` once for each protocol version, in a `describe` of its own. */
function eachProtocol (define) {
  for (const protocol of [2, 3]) {
    describe(`RESP${protocol}`, () => define(protocol))
  }
}

module.exports = { Redis, isHicast, peers, useClients, differs, eachProtocol }
