'use strict'

/**
 * RESP for the tests' own servers and probes, independent of the client that
 * is under test. Strings are kept as Buffers.
 */

/** An error reply, as a value. */
class ReplyError extends Error {}

/**
 * Encodes a command.
 * @param {Array<string | Buffer | number>} args
 * @returns {Buffer}
 */
function encodeCommand (args) {
  const parts = [Buffer.from(`*${args.length}\r\n`)]
  for (const arg of args) parts.push(bulk(arg))
  return Buffer.concat(parts)
}

/**
 * A bulk string.
 * @param {string | Buffer | number} value
 * @returns {Buffer}
 */
function bulk (value) {
  const bytes = Buffer.isBuffer(value) ? value : Buffer.from(String(value))
  return Buffer.concat([
    Buffer.from(`$${bytes.length}\r\n`), bytes, Buffer.from('\r\n')
  ])
}

/**
 * An aggregate of encoded parts: `*` array, `>` push, `~` set, `%` map.
 * @param {string} type
 * @param {Array<string | Buffer>} parts  each one encoded already
 * @returns {Buffer}
 */
function aggregate (type, parts) {
  const count = type === '%' ? parts.length / 2 : parts.length
  return Buffer.concat([
    Buffer.from(`${type}${count}\r\n`),
    ...parts.map((part) => Buffer.isBuffer(part) ? part : Buffer.from(part))
  ])
}

/** Takes in bytes in pieces of any size and gives out whole values. */
class Parser {
  #bytes = Buffer.alloc(0)
  #at = 0

  /**
   * @param {Buffer} chunk
   * @returns {unknown[]}  the values that it completed
   */
  feed (chunk) {
    this.#bytes = Buffer.concat([this.#bytes, chunk])
    const values = []
    for (;;) {
      this.#at = 0
      const value = this.#value()
      if (value === undefined) return values
      values.push(value)
      this.#bytes = this.#bytes.subarray(this.#at)
    }
  }

  #line () {
    const end = this.#bytes.indexOf('\r\n', this.#at)
    if (end === -1) return undefined
    const line = this.#bytes.toString('latin1', this.#at, end)
    this.#at = end + 2
    return line
  }

  /** @returns {unknown}  undefined when the value is not complete yet */
  #value () {
    const line = this.#line()
    if (line === undefined) return undefined
    const rest = line.slice(1)
    switch (line[0]) {
      case '+': return Buffer.from(rest, 'latin1')
      case '-': return new ReplyError(rest)
      case ':': return Number(rest)
      case ',': return Number(rest)
      case '#': return rest === 't'
      case '_': return null
      case '$': case '=': return this.#string(Number(rest))
      case '*': case '>': case '~': return this.#array(Number(rest))
      case '%': return this.#array(2 * Number(rest))
      default: return Buffer.from(line, 'latin1').toString().split(' ')
    }
  }

  #string (length) {
    if (length < 0) return null
    if (this.#bytes.length < this.#at + length + 2) return undefined
    const value = this.#bytes.subarray(this.#at, this.#at + length)
    this.#at += length + 2
    return value
  }

  #array (length) {
    if (length < 0) return null
    const values = []
    for (let i = 0; i < length; i++) {
      const value = this.#value()
      if (value === undefined) return undefined
      values.push(value)
    }
    return values
  }
}

/**
 * A reply with its Buffers as strings, for comparisons.
 * @param {unknown} value
 * @returns {unknown}
 */
function toStrings (value) {
  if (Buffer.isBuffer(value)) return value.toString()
  return Array.isArray(value) ? value.map(toStrings) : value
}

module.exports = { Parser, ReplyError, encodeCommand, bulk, aggregate, toStrings }
