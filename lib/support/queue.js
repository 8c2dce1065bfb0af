'use strict'

/**
 * A first-in, first-out queue on a ring of slots: constant time at both ends,
 * and no garbage while its length stays the same.
 *
 * @template T
 */
class Queue {
  _slots = new Array(16).fill(undefined)
  _head = 0
  _mask = 15

  /** Number of items. */
  length = 0

  /**
   * Appends an item.
   *
   * @param {T} item
   */
  push (item) {
    if (this.length > this._mask) this._grow()
    this._slots[(this._head + this.length) & this._mask] = item
    this.length += 1
  }

  /**
   * Takes the oldest item.
   *
   * @returns {T|undefined} `undefined` when the queue is empty
   */
  shift () {
    if (this.length === 0) return undefined
    const head = this._head
    const item = this._slots[head]
    this._slots[head] = undefined
    this._head = (head + 1) & this._mask
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
      items[i] = this._slots[(this._head + i) & this._mask]
    }
    return items
  }

  _grow () {
    const slots = this._slots
    const head = this._head
    this._slots = slots.slice(head).concat(slots.slice(0, head))
    this._slots.length = slots.length * 2
    this._slots.fill(undefined, slots.length)
    this._head = 0
    this._mask = this._slots.length - 1
  }
}

module.exports = Queue
