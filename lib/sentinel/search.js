'use strict'

const { debuglog } = require('util')
const { CONNECTION_CLOSED, closedError } = require('../support/errors')

const debug = debuglog('hicast')
// A sentinel that is silent for so long, in ms, is waited for no longer: the
// next one is asked as well.
const PATIENCE = 1000

/**
 * One search for the address of a server: sentinels are asked in turn, over
 * and over if need be, until one of them knows.
 *
 * @typedef {object} Searcher  on whose behalf it is
 * @property {import('./sentinel_iterator')} iterator  gives the sentinels
 * @property {(endpoint: object) => import('../client/redis')} connect
 * @property {(client: import('../client/redis')) => Promise<object|null>} ask
 * @property {((times: number) => number|void|null)|null} retryStrategy  ms
 *   until the next round; anything else: none
 * @property {(event: string, error: Error) => void} emit
 */
class Search {
  #searcher
  #clients = new Set() // of sentinels that have not answered yet
  #latest = null // of them
  #asked = 0 // in this round
  #rounds = 0
  #lastError = null
  #timer = null
  #isOver = false
  #resolve
  #reject

  /** @param {Searcher} searcher */
  constructor (searcher) {
    this.#searcher = searcher
  }

  /** @returns {Promise<object>} the address */
  run () {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
      this.#guarded(() => this.#askNext())
    })
  }

  /** Gives up: run() is rejected. */
  cancel () {
    this.#end()
    this.#reject(closedError())
  }

  #end () {
    this.#isOver = true
    clearTimeout(this.#timer)
    for (const client of this.#clients) client.disconnect()
    this.#clients.clear()
  }

  // What the app's functions throw ends the search, as it does in ioredis.
  #guarded (step) {
    try {
      step()
    } catch (error) {
      this.#end()
      this.#reject(error)
    }
  }

  #askNext () {
    clearTimeout(this.#timer)
    const { iterator } = this.#searcher
    let { done, value } = iterator.next()
    if (done && this.#asked === 0) {
      // The search before this one ended with the last of them.
      iterator.reset(false)
      ;({ done, value } = iterator.next())
    }
    if (!done) this.#ask(value)
    else if (this.#clients.size === 0) this.#endRound()
  }

  #ask (endpoint) {
    this.#asked += 1
    const client = this.#searcher.connect(endpoint)
    let cause = null
    client.on('error', (error) => { cause = error })
    this.#clients.add(client)
    this.#latest = client
    this.#timer = setTimeout(() => this.#guarded(() => this.#askNext()), PATIENCE)
    this.#searcher.ask(client).then(
      (address) => this.#onAnswer(client, endpoint, address, null),
      // "Connection is closed" says less than why.
      (error) => this.#onAnswer(client, endpoint, null, error.message === CONNECTION_CLOSED ? cause ?? error : error))
  }

  #onAnswer (client, endpoint, address, error) {
    client.disconnect()
    if (this.#isOver) return
    this.#clients.delete(client)
    const name = `${endpoint.host}:${endpoint.port}`
    if (address !== null) {
      debug('sentinel %s says %s:%s', name, address.host, address.port)
      this.#end()
      this.#resolve(address)
      return
    }
    if (error !== null) this.#lastError = error
    this.#guarded(() => {
      this.#searcher.emit('sentinelError', new Error(error === null
        ? `connected to sentinel ${name} successfully, but got an invalid reply: null`
        : `failed to connect to sentinel ${name} because ${error.message}`))
      // Another was asked meanwhile, and is waited for.
      if (!this.#isOver && client === this.#latest) this.#askNext()
      else if (!this.#isOver && this.#clients.size === 0) this.#askNext()
    })
  }

  #endRound () {
    const { iterator, retryStrategy, emit } = this.#searcher
    iterator.reset(false)
    this.#asked = 0
    this.#rounds += 1
    const delay = typeof retryStrategy === 'function' ? retryStrategy(this.#rounds) : null
    const what = typeof delay === 'number'
      ? `Retrying from scratch after ${delay}ms.`
      : 'and retry is disabled.'
    const reason = this.#lastError === null ? '' : ` Last error: ${this.#lastError.message}`
    const error = new Error(`All sentinels are unreachable${typeof delay === 'number' ? '. ' : ' '}${what}${reason}`)
    if (typeof delay !== 'number') throw error
    emit('error', error)
    // A listener may have ended it all.
    if (!this.#isOver) this.#timer = setTimeout(() => this.#guarded(() => this.#askNext()), delay)
  }
}

module.exports = Search
