'use strict'

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
  #buffers = []
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
      this.#buffers.push(null)
    }
    this.strings[id] = string
    this.#buffers[id] = isString ? null : value
    return string
  }

  /**
   * @param {number} id
   * @param {string} string  the name
   * @returns {Buffer} the same each time, but for NO_ID
   */
  buffer (id, string) {
    if (id === NO_ID) return this.#once ?? Buffer.from(string)
    this.#buffers[id] ??= Buffer.from(string)
    return this.#buffers[id]
  }

  forget (id) {
    if (id >= this.strings.length) return
    this.strings[id] = undefined
    this.#buffers[id] = null
  }
}

module.exports = { NO_ID, Names }
