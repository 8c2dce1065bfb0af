'use strict'

const { now } = require('../support/clock')
const { keySlot } = require('../support/key_slot')

/** Kinds of subscriptions, and the commands for each. */
const KINDS = [
  { name: 'channel', subscribe: 'subscribe', unsubscribe: 'unsubscribe' },
  { name: 'pattern', subscribe: 'psubscribe', unsubscribe: 'punsubscribe' },
  { name: 'shard channel', subscribe: 'ssubscribe', unsubscribe: 'sunsubscribe' }
]

const SHARD = 2

/** One subscription that the app wants, and since when it is not heard. */
class Wanted {
  #lostAt = null

  /**
   * @param {0|1|2} kind
   * @param {string|Buffer} name
   */
  constructor (kind, name) {
    this.kind = kind
    this.name = name
    /** Not heard yet since the app asked for it. */
    this.isNew = true
    /** The server has said no; the app was told. */
    this.isRefused = false
    this.waiters = []
    /** The slot of a shard channel; null: of all masters. */
    this.slot = kind === SHARD ? keySlot(name) : null
  }

  /** For how long nothing was heard, in ms; null: it is heard. */
  get deafMs () {
    return this.#lostAt === null ? null : now() - this.#lostAt
  }

  /** @param {number} [silentMs]  for which it had not been heard before */
  lose (silentMs = 0) {
    this.#lostAt ??= now() - silentMs
  }

  /** It is heard. */
  find () {
    this.forget()
    this.isNew = this.isRefused = false
    for (const { resolve } of this.waiters.splice(0)) resolve()
  }

  /** That it is not heard is no news. */
  forget () {
    this.#lostAt = null
  }

  /** @param {Error} error  why it will not be heard */
  refuse (error) {
    for (const { reject } of this.waiters.splice(0)) reject(error)
  }
}

/**
 * What the app wants to hear of the masters themselves: shard channels, and the
 * channels and patterns of keyspace events, which each master tells of its own
 * keys alone.
 */
class WantedList {
  #all = new Map()

  get size () {
    return this.#all.size
  }

  /** @returns {Wanted} */
  add (kind, name) {
    const key = keyOf(kind, name)
    let wanted = this.#all.get(key)
    if (wanted === undefined) {
      wanted = new Wanted(kind, name)
      this.#all.set(key, wanted)
    }
    return wanted
  }

  /** @returns {Wanted|undefined} */
  get (kind, name) {
    return this.#all.get(keyOf(kind, name))
  }

  /** @returns {Wanted|undefined} what is not wanted any more */
  delete (kind, name) {
    const key = keyOf(kind, name)
    const wanted = this.#all.get(key)
    this.#all.delete(key)
    return wanted
  }

  /** @returns {Wanted[]} of a kind */
  of (kind) {
    return [...this.#all.values()].filter((wanted) => wanted.kind === kind)
  }

  [Symbol.iterator] () {
    return this.#all.values()
  }
}

function keyOf (kind, name) {
  return kind + Buffer.from(name).toString('latin1')
}

module.exports = { KINDS, SHARD, WantedList }
