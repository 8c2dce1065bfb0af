'use strict'

const { Message } = require('../../message')
const { needsType } = require('../../payload')

const CHANNEL = 'hicast-channel'
const ID = 'hicast-id'

/**
 * A record. Its key is the channel, or what publish() was given: then the
 * channel is a header.
 */
function makeRecord (name, payload, contentType, { headers, key, id }) {
  const record = { key: key ?? name, value: payload, headers: { ...headers } }
  if (needsType(payload, contentType)) record.headers['content-type'] = contentType
  if (key !== undefined) record.headers[CHANNEL] = name
  if (id !== undefined) record.headers[ID] = id
  return record
}

/** The channel of a record, with its prefix; null: it is none of the bus. */
function channelOf ({ key, headers }) {
  const name = headers?.[CHANNEL] ?? key
  return name === null || name === undefined ? null : name.toString()
}

function toMessage (channel, record) {
  const message = new Message(channel, record.value ?? Buffer.alloc(0))
  message.seq = Number(record.offset)
  message.time = Number(record.timestamp)
  const { headers } = record
  const read = {}
  for (const name in headers) {
    const value = String(headers[name])
    if (name === 'content-type') message.contentType = value
    else if (name === ID) message.id = value
    else if (name === CHANNEL) message.key = record.key.toString()
    else read[name.toLowerCase()] = value
  }
  message.headers = read
  return message
}

module.exports = { makeRecord, channelOf, toMessage }
