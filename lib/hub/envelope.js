'use strict'

const { isAnyArrayBuffer } = require('util').types

/**
 * What travels between servers: one byte for the kind, one for the length of
 * the id of the seat that shall not get it, that id, and the payload as it is.
 * A program in another language sends to a room with
 * `PUBLISH ws:r:ROOM "j\x00{\"hi\":1}"`.
 */

const KIND = { JSON: 0x6a, TEXT: 0x74, BYTES: 0x62, CONTROL: 0x63 } // j t b c
const KINDS = new Set(Object.values(KIND))
const MAX_ID = 255

/**
 * @typedef {object} Envelope
 * @property {number} kind       one of KIND
 * @property {string} except     id of a seat, or ''
 * @property {Buffer} payload
 */

/**
 * @param {unknown} data  a string, bytes, or what JSON can say
 * @returns {{kind: number, payload: Buffer}}
 * @throws {TypeError} for what JSON has no words for
 */
function encodeData (data) {
  if (typeof data === 'string') return { kind: KIND.TEXT, payload: Buffer.from(data) }
  if (ArrayBuffer.isView(data)) {
    return { kind: KIND.BYTES, payload: Buffer.from(data.buffer, data.byteOffset, data.byteLength) }
  }
  if (isAnyArrayBuffer(data)) return { kind: KIND.BYTES, payload: Buffer.from(data) }
  const text = JSON.stringify(data)
  if (text === undefined) throw new TypeError(`JSON has no form for ${typeof data}: send a string, bytes, or a plain value`)
  return { kind: KIND.JSON, payload: Buffer.from(text) }
}

/**
 * @param {number} kind
 * @param {Buffer} payload
 * @param {string} [except]  id of a seat, at most 255 bytes
 * @returns {Buffer}
 */
function encode (kind, payload, except = '') {
  const id = Buffer.byteLength(except)
  if (id > MAX_ID) throw new RangeError(`The id of a seat has ${id} bytes, and may have ${MAX_ID}`)
  const bytes = Buffer.allocUnsafe(2 + id + payload.length)
  bytes[0] = kind
  bytes[1] = id
  if (id > 0) bytes.write(except, 2)
  payload.copy(bytes, 2 + id)
  return bytes
}

/**
 * @param {Buffer} bytes
 * @returns {Envelope|null} null: nothing that a hub has sent
 */
function decode (bytes) {
  if (bytes.length < 2 || !KINDS.has(bytes[0])) return null
  const end = 2 + bytes[1]
  if (end > bytes.length) return null
  return {
    kind: bytes[0],
    except: end === 2 ? '' : bytes.toString('utf8', 2, end),
    payload: bytes.subarray(end)
  }
}

/**
 * @param {object} message
 * @returns {Buffer} from one hub to another
 */
function encodeControl (message) {
  return encode(KIND.CONTROL, Buffer.from(JSON.stringify(message)))
}

/**
 * @param {Buffer} payload  of a control message
 * @returns {object} empty when it is no such thing
 */
function decodeControl (payload) {
  try {
    return Object(JSON.parse(payload.toString()))
  } catch {
    return {}
  }
}

module.exports = { KIND, decode, decodeControl, encode, encodeControl, encodeData }
