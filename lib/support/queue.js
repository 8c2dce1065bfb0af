'use strict'

/**
 * A first-in, first-out queue on a ring of slots: constant time at both ends,
 * and no garbage while its length stays the same.
 *
 * @template T
 */
class Queue {
  #slots = new Array(16).fill(undefined)
  #head = 0
  #mask = 15

  /** Number of items. */
  length = 0

  /**
   * Appends an item.
   *
   * @param {T} item
   */
  push (item) {
    if (this.length > this.#mask) this.#grow()
    this.#slots[(this.#head + this.length) & this.#mask] = item
    this.length += 1
  }

  /**
   * Takes the oldest item.
   *
   * @returns {T|undefined} `undefined` when the queue is empty
   */
  shift () {
    if (this.length === 0) return undefined
    const head = this.#head
    const item = this.#slots[head]
    this.#slots[head] = undefined
    this.#head = (head + 1) & this.#mask
    this.length -= 1
    return item
  }

  /**
   * Empties the queue.
   *
   * @returns {T[]} what was in it, oldest first
   */
  takeAll () {
    const items = new Array(this.length)
    for (let i = 0; i < items.length; i += 1) items[i] = this.shift()
    return items
  }

  /** @returns {T[]} what is in it, oldest first */
  peekAll () {
    const items = new Array(this.length)
    for (let i = 0; i < items.length; i += 1) {
      items[i] = this.#slots[(this.#head + i) & this.#mask]
    }
    return items
  }

  #grow () {
    const slots = this.#slots
    const head = this.#head
    this.#slots = slots.slice(head).concat(slots.slice(0, head))
    this.#slots.length = slots.length * 2
    this.#slots.fill(undefined, slots.length)
    this.#head = 0
    this.#mask = this.#slots.length - 1
  }
}

module.exports = Queue
