'use strict'

const { Message } = require('../../message')
const { applyMeta } = require('./envelope')

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

/** The id of a message in its log. */
function idOf ({ _epoch, seq }) {
  return `${_epoch}-${seq}`
}

module.exports = { toMessage, idOf }
