'use strict'

const { needsType } = require('../../payload')

/**
 * What is published on a channel of Redis. Pub/sub has no headers, so most
 * messages are their payload and nothing else. One that must say more begins
 * with a zero byte:
 *
 *   \0 {"content-type":...} \n payload
 *   \0 <epoch>-<seq> <time in ms> [{"content-type":...}] \n payload   from a log
 *
 * (without the spaces around \0, { and \n).
 */

const ZERO = 0
const NEWLINE = 0x0a

/**
 * @param {string|Buffer} payload
 * @param {string} contentType
 * @param {{ headers?: object, key?: string, id?: string }} options
 * @returns {string} JSON of what goes along; '' for nothing
 */
function metaOf (payload, contentType, { headers, key, id }) {
  const isTyped = needsType(payload, contentType)
  if (!isTyped && headers === undefined && key === undefined && id === undefined) return ''
  const meta = { ...headers }
  if (isTyped) meta['content-type'] = contentType
  if (key !== undefined) meta['hicast-key'] = key
  if (id !== undefined) meta['hicast-id'] = id
  return JSON.stringify(meta)
}

function startsWithZero (payload) {
  return payload.length > 0 && (typeof payload === 'string' ? payload.charCodeAt(0) : payload[0]) === ZERO
}

/** @returns {string|Buffer} what to publish */
function wrap (payload, meta) {
  if (meta === '' && !startsWithZero(payload)) return payload
  const head = `\0${meta === '' ? '{}' : meta}\n`
  return typeof payload === 'string' ? head + payload : Buffer.concat([Buffer.from(head), payload])
}

/**
 * Reads the JSON of `metaOf` into a message.
 *
 * @param {import('../../message').Message} message
 * @param {string} meta
 */
function applyMeta (message, meta) {
  if (meta === '') return
  const { 'content-type': contentType, 'hicast-key': key, 'hicast-id': id, ...headers } = JSON.parse(meta)
  message.contentType = contentType
  message.key = key
  message.id = id
  message.headers = headers
}

/**
 * @param {typeof import('../../message').Message} Message
 * @param {string} channel
 * @param {Buffer} bytes  as they were published
 */
function unwrap (Message, channel, bytes) {
  if (bytes.length === 0 || bytes[0] !== ZERO) return new Message(channel, bytes)
  const end = bytes.indexOf(NEWLINE)
  if (end === -1) return new Message(channel, bytes)
  const head = bytes.toString('utf8', 1, end)
  const message = new Message(channel, bytes.subarray(end + 1))
  try {
    readHead(message, head)
  } catch {
    // Somebody else's message that happens to begin with a zero byte.
    return new Message(channel, bytes)
  }
  return message
}

function readHead (message, head) {
  if (head.startsWith('{')) return applyMeta(message, head)
  const match = /^(\d+)-(\d+) (\d+)(?: (\{.*))?$/s.exec(head)
  if (match === null) throw new Error('no head')
  message._epoch = match[1]
  message.seq = Number(match[2])
  message.time = Number(match[3])
  applyMeta(message, match[4] ?? '')
}

module.exports = { metaOf, wrap, unwrap, applyMeta }
