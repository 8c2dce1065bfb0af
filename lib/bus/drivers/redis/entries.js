'use strict'

const { Message } = require('../../message')
const { applyMeta } = require('./envelope')

const ZERO = 0x30
const NINE = 0x39

/**
 * An entry of a log as a message.
 *
 * @param {string} channel
 * @param {[Buffer, Buffer[]]} entry  id, and names and values
 */
function toMessage (channel, [id, fields]) {
  const text = id.latin1Slice(0, id.length)
  const dash = text.indexOf('-')
  // t and d come first, in that order, of all that the bus wrote.
  const message = new Message(channel, fields[3])
  message._epoch = text.slice(0, dash)
  message.seq = Number(text.slice(dash + 1))
  message.time = Number(fields[1].latin1Slice(0, fields[1].length))
  if (fields.length > 4) applyMeta(message, fields[5].toString())
  return message
}

/**
 * What the script PAGE gives, entry by entry: "<epoch>-<seq> <time> <length of
 * meta> <length of payload>\n", meta, payload. A reply of one piece is much
 * cheaper than one of five for each entry.
 *
 * @param {string} channel
 * @param {Buffer} page
 * @returns {Message[]}
 */
function toMessages (channel, page) {
  const messages = []
  let at = 0
  /** A number, and the byte behind it. */
  function number () {
    let value = 0
    for (let byte = page[at++]; byte >= ZERO && byte <= NINE; byte = page[at++]) value = value * 10 + byte - ZERO
    return value
  }
  let epoch = { value: -1, text: '' }
  while (at < page.length) {
    const value = number()
    // Nearly always that of the entry before.
    if (value !== epoch.value) epoch = { value, text: String(value) }
    const [seq, time, metaLength, length] = [number(), number(), number(), number()]
    const meta = at + metaLength
    const message = new Message(channel, page.subarray(meta, meta + length))
    message._epoch = epoch.text
    message.seq = seq
    message.time = time
    if (metaLength > 0) applyMeta(message, page.utf8Slice(at, meta))
    messages.push(message)
    at = meta + length
  }
  return messages
}

/** The id of a message in its log. */
function idOf ({ _epoch, seq }) {
  return `${_epoch}-${seq}`
}

module.exports = { toMessage, toMessages, idOf }
