'use strict'

/**
 * The iterators over messages of a client, and the names that they use: what
 * the last one is done with is unsubscribed, unless the app had subscribed
 * to it before.
 */
class Iterators {
  #all = new Set()
  #uses = new Map() // of names
  #isSubscribed

  /** @param {(kind: 0|1, name: string|Buffer) => boolean} isSubscribed */
  constructor (isSubscribed) {
    this.#isSubscribed = isSubscribed
  }

  /** @param {{onRefused: (error: Error) => void}} iterator  wants to know of refusals */
  add (iterator) {
    this.#all.add(iterator)
  }

  remove (iterator) {
    this.#all.delete(iterator)
  }

  /** @param {Error & {refused: object[]}} error */
  onRefused (error) {
    for (const iterator of this.#all) iterator.onRefused(error)
  }

  /**
   * An iterator is about to subscribe to names.
   *
   * @param {0|1} kind
   * @param {(string|Buffer)[]} names
   */
  use (kind, names) {
    for (const name of names) {
      const key = keyOf(kind, name)
      const use = this.#uses.get(key) ?? { count: 0, isOurs: !this.#isSubscribed(kind, name) }
      use.count += 1
      this.#uses.set(key, use)
    }
  }

  /**
   * An iterator is done with names.
   *
   * @param {0|1} kind
   * @param {(string|Buffer)[]} names
   * @returns {(string|Buffer)[]} those that nobody else wants
   */
  unuse (kind, names) {
    return names.filter((name) => {
      const key = keyOf(kind, name)
      const use = this.#uses.get(key)
      use.count -= 1
      if (use.count > 0) return false
      this.#uses.delete(key)
      return use.isOurs
    })
  }
}

function keyOf (kind, name) {
  return kind + Buffer.from(name).toString('latin1')
}

module.exports = Iterators
