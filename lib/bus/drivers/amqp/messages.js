'use strict'

const { Message } = require('../../message')
const { decodeName } = require('../../names')

/** What the bus writes into headers beside the app's. */
const KEY = 'hicast-key'
const TIME = 'hicast-time'

/**
 * @param {string} contentType
 * @param {{ headers?: object, key?: string, id?: string }} options
 * @param {boolean} durable
 * @returns {object} options for amqplib's publish
 */
function makeProperties (contentType, { headers, key, id }, durable) {
  const properties = { contentType, mandatory: true }
  if (id !== undefined) properties.messageId = id
  if (durable) properties.deliveryMode = 2
  if (headers !== undefined || key !== undefined || durable) properties.headers = { ...headers }
  if (key !== undefined) properties.headers[KEY] = key
  if (durable) properties.headers[TIME] = Date.now()
  return properties
}

/**
 * @param {object} native  a message of amqplib
 * @param {number} prefixLength
 */
function toMessage (native, prefixLength) {
  const { properties, fields, content } = native
  const name = decodeName(fields.routingKey)
  const message = new Message(prefixLength === 0 ? name : name.slice(prefixLength), content, undefined, properties.contentType)
  message.id = properties.messageId
  const { headers } = properties
  for (const header in headers) readHeader(message, header, headers[header])
  return message
}

function readHeader (message, name, value) {
  if (name === KEY) message.key = value
  else if (name === TIME) message.time = Number(value)
  else if (name === 'x-stream-offset') message.seq = Number(value)
  else if (name === 'x-delivery-count') message.deliveries = Number(value) + 1
  else if (typeof value === 'string') {
    if (Object.isFrozen(message.headers)) message.headers = {}
    message.headers[name.toLowerCase()] = value
  }
}

module.exports = { makeProperties, toMessage }
