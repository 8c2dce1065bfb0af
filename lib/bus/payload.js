'use strict'

const { isUtf8 } = require('buffer')
const { isAnyArrayBuffer } = require('util').types
const { busError } = require('./errors')

/**
 * Payloads: strings, bytes, and whatever JSON can hold. On the wire they are
 * what a program in another language expects. The content type goes along as
 * a header only where a look at the payload would not tell the same:
 * `inferType`.
 */

const JSON_TYPE = 'application/json'
const TEXT = 'text/plain'
const BYTES = 'application/octet-stream'

const { utf8Slice } = Buffer.prototype

const BRACE = 0x7b
const BRACKET = 0x5b

/**
 * @param {unknown} data
 * @param {string} [contentType]  when the app has encoded it already
 * @returns {{ payload: string|Buffer, contentType: string }}
 * @throws {Error} ERR_HICAST_PAYLOAD
 */
function encode (data, contentType) {
  if (typeof data === 'string') return { payload: data, contentType: contentType ?? TEXT }
  if (Buffer.isBuffer(data)) return { payload: data, contentType: contentType ?? BYTES }
  if (ArrayBuffer.isView(data)) {
    return { payload: Buffer.from(data.buffer, data.byteOffset, data.byteLength), contentType: contentType ?? BYTES }
  }
  if (isAnyArrayBuffer(data)) return { payload: Buffer.from(data), contentType: contentType ?? BYTES }
  let payload
  try {
    payload = JSON.stringify(data)
  } catch (error) {
    throw busError('ERR_HICAST_PAYLOAD', `a payload cannot be made JSON: ${error.message}`, { cause: error })
  }
  if (payload === undefined) {
    throw busError('ERR_HICAST_PAYLOAD', `a payload must be a string, bytes, or JSON, not ${typeof data}`)
  }
  return { payload, contentType: contentType ?? JSON_TYPE }
}

/**
 * What a payload without a content type is taken for.
 *
 * @param {string|Buffer} payload
 */
function inferType (payload) {
  if (payload.length === 0) return TEXT
  const first = typeof payload === 'string' ? payload.charCodeAt(0) : payload[0]
  if (first === BRACE || first === BRACKET) {
    return typeof payload === 'string' || isUtf8(payload) ? JSON_TYPE : BYTES
  }
  return typeof payload === 'string' || isUtf8(payload) ? TEXT : BYTES
}

/**
 * Whether the content type must go along.
 *
 * @param {string|Buffer} payload
 * @param {string} contentType
 */
function needsType (payload, contentType) {
  return contentType !== inferType(payload)
}

/**
 * @param {string|Buffer} payload
 * @param {string} [contentType]
 * @returns {unknown} JSON's value, a string, or a Buffer
 */
function decode (payload, contentType) {
  const type = contentType ?? inferType(payload)
  if (/[/+]json\b/.test(type)) {
    const text = toText(payload)
    // Nobody said that it is JSON: it only looks so.
    if (contentType === undefined) return parseOrText(text)
    return parse(text)
  }
  if (type.startsWith('text/')) return toText(payload)
  return toBuffer(payload)
}

/** @param {string|Uint8Array} payload  some clients give no Buffer */
function toBuffer (payload) {
  if (typeof payload === 'string') return Buffer.from(payload)
  if (Buffer.isBuffer(payload)) return payload
  return Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength)
}

/** @param {string|Uint8Array} payload */
function toText (payload) {
  if (typeof payload === 'string') return payload
  // Takes any bytes: to make them a Buffer first costs more than all of this.
  return utf8Slice.call(payload, 0, payload.length)
}

function parse (text) {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw busError('ERR_HICAST_PAYLOAD', `a message says that it is JSON, and is not: ${error.message}`, { cause: error })
  }
}

function parseOrText (text) {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Bytes, about: what bounds of queues count. */
function sizeOf (payload) {
  return payload.length
}

module.exports = { encode, decode, inferType, needsType, sizeOf, toBuffer, toText, JSON_TYPE, TEXT, BYTES }
