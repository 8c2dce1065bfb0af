'use strict'

const { randomUUID } = require('crypto')
const { isAnyArrayBuffer, isDate } = require('util').types
const { busError, optionError } = require('./errors')
const { decode, encode, inferType, BYTES, JSON_TYPE, TEXT } = require('./payload')

/**
 * CloudEvents 1.0, in both modes. `structured`: the payload is the event's
 * JSON. `binary`: the payload is the event's data, and its attributes are
 * headers, named and written as the binding of each protocol says.
 */

const EVENT_TYPE = 'application/cloudevents+json'
const MODES = ['structured', 'binary']
const REQUIRED = ['id', 'source', 'type']
const PREFIXES = { kafka: 'ce_', amqp: 'cloudEvents:' }
const PREFIX = 'ce-' // as in HTTP, and so are its values: percent-encoded
const HEADER = /^(?:ce[-_]|cloudevents[:_])([a-z0-9]+)$/i
// What goes into no attribute: control characters, and halves of characters.
const UNFIT = /[\p{Cc}\p{Cs}]/u

const isJson = (type) => /[/+]json\b/i.test(type)
const isBytes = (data) => ArrayBuffer.isView(data) || isAnyArrayBuffer(data)
const unfit = (text) => busError('ERR_HICAST_PAYLOAD', `not a CloudEvent: ${text}`)

class CloudEvents {
  constructor ({ source, mode }) {
    this._source = source
    this._mode = mode
  }

  /**
   * @param {object} event    attributes and `data`, or a CloudEvent of the package of that name
   * @param {object} options  of publish()
   * @param {{ broker: string }} context
   * @returns {{ data: string|Buffer, options: object }} what to publish
   * @throws {Error} ERR_HICAST_PAYLOAD
   */
  encode (event, options, { broker }) {
    const attributes = this._attributesOf(event, options)
    const data = dataOf(event)
    if (data !== undefined) attributes.datacontenttype = typeOf(data, attributes.datacontenttype)
    const more = { ...options }
    const key = options.key ?? attributes.partitionkey
    if (key !== undefined) more.key = String(key)
    if (this._mode === 'structured') {
      // Redis has no headers: there it is JSON, and nothing beside it.
      more.contentType = broker === 'redis' ? JSON_TYPE : `${EVENT_TYPE}; charset=utf-8`
      return { data: toJson(attributes, data), options: more }
    }
    const { datacontenttype = TEXT, ...rest } = attributes
    more.contentType = datacontenttype
    more.headers = { ...options.headers, ...toHeaders(rest, broker) }
    // What the bus leaves out since it knows it anyway, others want to read.
    if (data !== undefined && (broker === 'kafka' || broker === 'nats')) more.headers['content-type'] = datacontenttype
    return { data: toBody(data, datacontenttype), options: more }
  }

  _attributesOf (event, options) {
    if (event === null || typeof event !== 'object' || isBytes(event)) throw unfit('it must be an object with "type"')
    const attributes = { specversion: '1.0', id: options.id ?? randomUUID(), time: new Date().toISOString() }
    if (this._source !== undefined) attributes.source = this._source
    for (const [name, value] of Object.entries(event)) {
      if (name === 'data' || name === 'data_base64' || value === undefined || value === null) continue
      attributes[name] = readAttribute(name, value)
    }
    if (attributes.specversion !== '1.0') throw unfit(`its specversion must be "1.0", not "${attributes.specversion}"`)
    for (const name of REQUIRED) {
      if (typeof attributes[name] !== 'string' || attributes[name] === '') throw unfit(`it needs "${name}", a string`)
    }
    return attributes
  }

  /**
   * @param {import('./message').Message} message
   * @returns {unknown} the event; of a message that is none, its data
   * @throws {Error} ERR_HICAST_PAYLOAD, when it says that it is one, and cannot be read
   */
  decode (message) {
    const { contentType, _payload: payload } = message
    if (contentType !== undefined && /^application\/cloudevents\+json\b/i.test(contentType)) {
      return fromJson(decode(payload, JSON_TYPE))
    }
    const attributes = fromHeaders(message.headers)
    if (attributes.specversion !== undefined) return fromBody(attributes, payload, contentType)
    const { data } = message
    // One without headers, of a broker or a program that has none.
    const isEvent = (contentType === undefined || isJson(contentType)) && typeof data?.specversion === 'string' &&
      REQUIRED.every((name) => typeof data[name] === 'string')
    return isEvent ? fromJson(data) : data
  }

  /**
   * Headers as they were read, in lower case, for a message that is sent on as it is.
   *
   * @param {Record<string, string>} headers
   * @param {{ broker: string }} context
   */
  forward (headers, { broker }) {
    if (broker !== 'amqp') return headers
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.replace(/^cloudevents(?=[:_])/, 'cloudEvents'), value]))
  }
}

function readAttribute (name, value) {
  if (!/^[a-z0-9]+$/.test(name)) throw unfit(`the attribute "${name}" must be named by a-z and 0-9 alone`)
  if (name === 'time' && isDate(value) && !Number.isNaN(value.getTime())) return value.toISOString()
  const isInteger = typeof value === 'number' && (value | 0) === value
  if (typeof value === 'string' ? UNFIT.test(value) : typeof value !== 'boolean' && !isInteger) {
    throw unfit(`the attribute "${name}" must be a string without control characters, true, false, or an integer of 32 bits`)
  }
  return value
}

function dataOf ({ data, data_base64: base64 }) {
  if (data === undefined) return typeof base64 === 'string' ? Buffer.from(base64, 'base64') : undefined
  if (!isBytes(data)) return data
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data)
}

function typeOf (data, given) {
  if (Buffer.isBuffer(data)) return given ?? BYTES
  if (typeof data === 'string') return given ?? TEXT
  if (given !== undefined && !isJson(given)) throw unfit(`data of the type ${given} must be a string or bytes`)
  return given ?? JSON_TYPE
}

function toJson (attributes, data) {
  if (data === undefined) return encode(attributes).payload
  if (Buffer.isBuffer(data)) return encode({ ...attributes, data_base64: data.toString('base64') }).payload
  return encode({ ...attributes, data }).payload
}

function toBody (data, type) {
  if (data === undefined) return ''
  if (Buffer.isBuffer(data) || !isJson(type)) return data
  // A string, too: it is a value, and comes back as one.
  return typeof data === 'string' ? JSON.stringify(data) : encode(data).payload
}

function toHeaders (attributes, broker) {
  const prefix = PREFIXES[broker] ?? PREFIX
  const headers = {}
  for (const name of Object.keys(attributes)) {
    const value = String(attributes[name])
    headers[prefix + name] = prefix === PREFIX ? value.replace(/[^\x21\x23\x24\x26-\x7e]/gu, encodeURIComponent) : value
  }
  return headers
}

function fromHeaders (headers) {
  const attributes = {}
  for (const header of Object.keys(headers)) {
    const name = HEADER.exec(header)?.[1].toLowerCase()
    if (name !== undefined) attributes[name] = header.startsWith(PREFIX) ? unescape(headers[header]) : headers[header]
  }
  return attributes
}

function unescape (value) {
  try {
    return decodeURIComponent(value)
  } catch {
    return value // not encoded, by somebody who does not
  }
}

function fromBody (attributes, payload, contentType) {
  if (payload.length === 0) return attributes
  const type = contentType ?? inferType(payload)
  return { ...attributes, datacontenttype: type, data: decode(payload, type) }
}

function fromJson (event) {
  if (event === null || typeof event !== 'object' || Array.isArray(event)) throw unfit('its JSON is no object')
  const { data_base64: base64, ...rest } = event
  for (const name of Object.keys(rest)) if (rest[name] === null && name !== 'data') delete rest[name]
  return typeof base64 === 'string' ? { ...rest, data: Buffer.from(base64, 'base64') } : rest
}

/**
 * A codec for `connect(url, { codec })`: what is published, and what handlers
 * get as `message.data`, are CloudEvents.
 *
 * @param {object} [options]
 * @param {string} [options.source]  of events that name none: a URI or a path
 * @param {'structured'|'binary'} [options.mode]  'structured'
 * @returns {CloudEvents}
 * @throws {TypeError} ERR_HICAST_OPTION
 */
function cloudEvents ({ source, mode = 'structured' } = {}) {
  if (!MODES.includes(mode)) throw optionError('mode', mode, `one of ${MODES.join(', ')}`)
  if (source !== undefined && (typeof source !== 'string' || source === '')) throw optionError('source', source, 'a URI or a path')
  return new CloudEvents({ source, mode })
}

module.exports = { cloudEvents }
