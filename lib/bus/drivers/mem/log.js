'use strict'

/** The history of one channel in memory: contiguous numbers from 1. */
class Log {
  _entries = []
  _first = 1
  _ids = new Map() // id -> seq
  _waiting = new Set() // functions to call at the next entry

  /** @param {{ messages: number }} history */
  constructor (history) {
    this._max = history.messages
    this.groups = new Map()
    this.resumes = new Map() // name -> seq of the last that was handled
  }

  /** The seq of the oldest entry that is there. */
  get first () {
    return this._first
  }

  /** The seq that the next entry will have. */
  get next () {
    return this._first + this._entries.length
  }

  /** @returns {{ seq: number, duplicate?: boolean }} */
  append (entry) {
    const known = entry.id === undefined ? undefined : this._ids.get(entry.id)
    if (known !== undefined) return { seq: known, duplicate: true }
    const seq = this.next
    entry.seq = seq
    this._entries.push(entry)
    if (entry.id !== undefined) this._ids.set(entry.id, seq)
    // In pieces, so that one entry does not move all the others.
    if (this._entries.length > this._max * 1.25 + 16) this._trim(this._entries.length - this._max)
    if (this._waiting.size > 0) {
      const waiting = [...this._waiting]
      this._waiting.clear()
      for (const wake of waiting) wake()
    }
    return { seq }
  }

  _trim (count) {
    for (const { id } of this._entries.slice(0, count)) {
      if (id !== undefined) this._ids.delete(id)
    }
    this._entries = this._entries.slice(count)
    this._first += count
  }

  get (seq) {
    return this._entries[seq - this._first]
  }

  /** @param {number} time  ms @returns {number} the seq of the first entry at or after it */
  at (time) {
    const index = this._entries.findIndex((entry) => entry.time >= time)
    return index === -1 ? this.next : this._first + index
  }

  /** Where a reader begins. */
  start ({ kind, value }) {
    switch (kind) {
      case 'first': return this._first
      case 'last': return Math.max(this._first, this.next - 1)
      case 'seq': return value
      case 'time': return this.at(value)
      case 'resume': return (this.resumes.get(value) ?? this.next - 1) + 1
      default: return this.next
    }
  }

  /** Calls a function at the next entry, once. */
  onAppend (wake) {
    this._waiting.add(wake)
    return () => this._waiting.delete(wake)
  }
}

module.exports = Log
