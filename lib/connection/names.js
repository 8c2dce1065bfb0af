'use strict'

const { RECORD, RECORD_ID_SHIFT, RECORD_TYPE } = require('../support/native')

// The id of a name that is given with its only record.
const NO_ID = 0xffffff

/**
 * The channels or patterns of a connection, by the ids that the addon has for
 * them. There may be very many, and messages come for any of them: a string
 * lies in the array itself, without an object around it, as each step to it is
 * a wait for memory. Buffers are made when first wanted.
 */
class Names {
  /** By id. @type {string[]} */
  strings = []
  /** By id; null: not made yet. @type {(Buffer|null)[]} */
  buffers = []
  #once = null // the Buffer of the name without an id

  /**
   * Keeps a name.
   *
   * @param {number} id
   * @param {string|Buffer} value  a Buffer when it is not UTF-8
   * @returns {string}
   */
  put (id, value) {
    const isString = typeof value === 'string'
    const string = isString ? value : value.toString()
    if (id === NO_ID) {
      this.#once = isString ? null : value
      return string
    }
    // One after the other, or V8 would make a dictionary of the array.
    while (this.strings.length <= id) {
      this.strings.push(undefined)
      this.buffers.push(null)
    }
    this.strings[id] = string
    this.buffers[id] = isString ? null : value
    return string
  }

  /**
   * @param {number} id
   * @param {string} string  the name
   * @returns {Buffer} the same each time, but for NO_ID
   */
  buffer (id, string) {
    if (id === NO_ID) return this.#once ?? Buffer.from(string)
    this.buffers[id] ??= Buffer.from(string)
    return this.buffers[id]
  }

  forget (id) {
    if (id >= this.strings.length) return
    this.strings[id] = undefined
    this.buffers[id] = null
  }
}

// So many names are in no near cache of the CPU.
const MANY_NAMES = 512
const FEW_RECORDS = 4

/**
 * Reads the names of the messages to come, in which nothing waits for anything:
 * the CPU fetches many of them at a time, where the walk would wait for each.
 *
 * @param {Names} names
 * @param {Int32Array} words  records of messages, of one word each, as far as they go
 * @param {number} count  of records
 * @returns {number} of no meaning, but so the reading cannot be left out
 */
function fetchNames ({ strings }, words, count) {
  if (strings.length < MANY_NAMES || count < FEW_RECORDS) return 0
  let sum = 0
  for (let i = 0; i < count; i++) {
    const word = words[i]
    if ((word & RECORD_TYPE) !== RECORD.MESSAGE) break
    const name = strings[word >>> RECORD_ID_SHIFT]
    if (name !== undefined) sum += name.length
  }
  return sum
}

/**
 * The same for messages that are wanted as Buffers.
 *
 * @param {Names} names
 * @param {Int32Array} words
 * @param {number} count
 * @param {number} type  of their records
 */
function fetchBuffers ({ buffers }, words, count, type) {
  if (buffers.length < MANY_NAMES || count < FEW_RECORDS) return 0
  let sum = 0
  let at = 0
  for (let i = 0; i < count; i++) {
    const word = words[at++]
    if ((word & RECORD_TYPE) !== type) break
    // Where its payload lies, and how long it is: or that it is a value of its own.
    at += words[at] < 0 ? 1 : 2
    const buffer = buffers[word >>> RECORD_ID_SHIFT]
    if (buffer) sum += buffer.length
  }
  return sum
}

module.exports = { NO_ID, Names, fetchBuffers, fetchNames }
