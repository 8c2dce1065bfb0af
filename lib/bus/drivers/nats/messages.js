'use strict'

const { Message } = require('../../message')
const { needsType } = require('../../payload')

const ID = 'Nats-Msg-Id'

/**
 * @param {() => object} make  of the client: empty headers
 * @returns {object|undefined} what goes along
 */
function makeHeaders (make, payload, contentType, { headers, key, id }) {
  const isTyped = needsType(payload, contentType)
  if (!isTyped && headers === undefined && key === undefined && id === undefined) return undefined
  const made = make()
  for (const name in headers) made.set(name, headers[name])
  if (isTyped) made.set('content-type', contentType)
  if (key !== undefined) made.set('hicast-key', key)
  if (id !== undefined) made.set(ID, id)
  return made
}

/**
 * @param {string} channel
 * @param {object} native  a message of the client
 */
function toMessage (channel, native) {
  const message = new Message(channel, native.data)
  const { headers } = native
  if (headers === undefined) return message
  const read = {}
  for (const name of headers.keys()) {
    const lower = name.toLowerCase()
    const value = headers.get(name)
    if (lower === 'content-type') message.contentType = value
    else if (lower === 'hicast-key') message.key = value
    else if (name === ID) message.id = value
    else read[lower] = value
  }
  message.headers = read
  return message
}

/** @param {object} native  a message of JetStream */
function toLogMessage (channel, native) {
  const message = toMessage(channel, native)
  message.seq = native.seq
  message.time = Math.floor(native.info.timestampNanos / 1e6)
  return message
}

module.exports = { makeHeaders, toMessage, toLogMessage }
