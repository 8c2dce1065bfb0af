'use strict'

const { isUint8Array } = require('util').types
const { setTransformer } = require('./flags')
const { isError } = require('../support/errors')

/**
 * @typedef {object} ReplyContext  what a reply transformer is told
 * @property {string} commandName
 * @property {2|3} protocol      in effect on the connection
 * @property {'legacy'|'resp3'} replyMapping
 */

/**
 * Makes strings of the Buffers in a reply, arrays and objects included.
 *
 * @param {unknown} value
 * @param {BufferEncoding} encoding
 * @returns {unknown}
 */
function decodeBuffers (value, encoding) {
  if (typeof value !== 'object' || value === null) return value
  if (isUint8Array(value)) return Buffer.prototype.toString.call(value, encoding)
  if (Array.isArray(value)) return value.map((item) => decodeBuffers(item, encoding))
  if (!isPlainObject(value)) return value
  const decoded = {}
  for (const key of Object.keys(value)) setField(decoded, key, decodeBuffers(value[key], encoding))
  return decoded
}

/** An object made by the addon, in whichever realm that was. */
function isPlainObject (value) {
  const prototype = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/** Sets an own field, '__proto__' and what Object.prototype holds included. */
function setField (object, name, value) {
  if (name in object) {
    Object.defineProperty(object, name, { value, configurable: true, enumerable: true, writable: true })
  } else {
    object[name] = value
  }
}

/** HGETALL: field, value, field, value as an object. */
function hashToObject (reply) {
  if (!Array.isArray(reply)) return reply
  const object = {}
  for (let i = 0; i < reply.length; i += 2) setField(object, reply[i], reply[i + 1])
  return object
}

function flattenOnce (reply) {
  return Array.isArray(reply) && reply.some(Array.isArray) ? reply.flat() : reply
}

/** RESP3 sends [member, score] pairs where RESP2 had one flat list. */
function flattenPairs (reply, context) {
  return isFlattenedMapping(context) ? flattenOnce(reply) : reply
}

/** VSIM pairs scores in both protocols when attributes are asked for. */
function flattenVsim (reply, context) {
  return context.replyMapping === 'legacy' ? flattenOnce(reply) : reply
}

/** RESP3 sends a map of streams, which came as a list of pairs in RESP2. */
function pairStreams (reply, context) {
  if (!isFlattenedMapping(context) || !Array.isArray(reply)) return reply
  const pairs = []
  for (let i = 0; i < reply.length; i += 2) pairs.push([reply[i], reply[i + 1]])
  return pairs
}

function isFlattenedMapping (context) {
  return context.protocol === 3 && context.replyMapping === 'legacy'
}

const PAIR_COMMANDS = [
  'hrandfield', 'zdiff', 'zinter', 'zpopmax', 'zpopmin', 'zrandmember', 'zrange',
  'zrangebyscore', 'zrevrange', 'zrevrangebyscore', 'zunion'
]

setTransformer('hgetall', 'replyTransformer', hashToObject)
setTransformer('vsim', 'replyTransformer', flattenVsim)
for (const name of ['xread', 'xreadgroup']) setTransformer(name, 'replyTransformer', pairStreams)
for (const name of PAIR_COMMANDS) setTransformer(name, 'replyTransformer', flattenPairs)

/**
 * The reply of EXEC in Node's style: `[error]` or `[null, value]` for each.
 *
 * @param {unknown[]|null} replies  null when a watched key changed
 * @returns {Array<[Error]|[null, unknown]>|null}
 */
function pairWithErrors (replies) {
  if (!replies) return null
  return replies.map((reply) => isError(reply) ? [reply] : [null, reply])
}

module.exports = { decodeBuffers, pairWithErrors }
