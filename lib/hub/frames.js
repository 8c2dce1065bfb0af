'use strict'

const { KIND } = require('./envelope')

// RFC 6455: a whole message in one frame, from a server and so without a mask.
const FIN = 0x80
const TEXT = 1
const BINARY = 2
const SHORT = 125 // bytes, the most that the first length byte can say

/**
 * A WebSocket frame.
 *
 * @param {boolean} isBinary
 * @param {Buffer} payload
 * @returns {Buffer}
 */
function webSocketFrame (isBinary, payload) {
  const { length } = payload
  const head = length <= SHORT ? 2 : length < 65536 ? 4 : 10
  const frame = Buffer.allocUnsafe(head + length)
  frame[0] = FIN | (isBinary ? BINARY : TEXT)
  if (head === 2) {
    frame[1] = length
  } else if (head === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  payload.copy(frame, head)
  return frame
}

/**
 * A message as hicast/hub/client reads it: its topic, its position where there
 * is a history, and the data under a name that says what it is.
 *
 * @param {string} topic
 * @param {Message} message
 * @returns {Buffer} JSON
 */
function labelled (topic, { kind, payload, position }) {
  const place = position === null ? '' : `,"e":${JSON.stringify(position.epoch)},"o":${JSON.stringify(position.offset)}`
  const head = `{"t":${JSON.stringify(topic)}${place},`
  if (kind === KIND.JSON) return Buffer.concat([Buffer.from(`${head}"d":`), payload, Buffer.from('}')])
  const text = kind === KIND.BYTES ? `"b":"${payload.toString('base64')}"` : `"s":${JSON.stringify(payload.toString())}`
  return Buffer.from(`${head}${text}}`)
}

/** An event of an event stream: each line of the text is a line of data. */
function eventOf (text, event = '') {
  const lines = text.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`).join('')
  return `${event === '' ? '' : `event: ${event}\n`}${lines}\n`
}

/**
 * The forms in which sockets get a message. Each is made once for all sockets
 * of a server that want it.
 *
 * @typedef {object} Message
 * @property {number} kind
 * @property {Buffer} payload
 * @property {{epoch: string, offset: string|number}|null} position
 *
 * @type {Record<string, (topic: string, message: Message) => Buffer>}
 */
const FORMATS = {
  /** WebSocket, the payload as it was sent. */
  plain: (topic, { kind, payload }) => webSocketFrame(kind === KIND.BYTES, payload),
  /** WebSocket, for hicast/hub/client. */
  labelled: (topic, message) => webSocketFrame(false, labelled(topic, message)),
  /** An event stream. Bytes go as base64. */
  events: (topic, { kind, payload }) =>
    Buffer.from(eventOf(payload.toString(kind === KIND.BYTES ? 'base64' : 'utf8')))
}

/** Messages in a row of one topic that the same sockets get. */
class Run {
  /**
   * @param {import('./topics').Topic} topic
   * @param {string} except  id of a seat, or ''
   */
  constructor (topic, except) {
    this.topic = topic
    this.except = except
    /** @type {Message[]} */
    this.messages = []
    this._made = {}
  }

  /**
   * @param {'plain'|'labelled'|'events'} format
   * @returns {Buffer} all messages of the run
   */
  bytes (format) {
    this._made[format] ??= this._make(format, this.messages)
    return this._made[format]
  }

  /** @returns {Run} of the last message alone */
  last () {
    if (this.messages.length === 1) return this
    this._last ??= runOf(this.topic, [this.messages[this.messages.length - 1]])
    return this._last
  }

  _make (format, messages) {
    const form = FORMATS[format]
    const parts = messages.map((message) => form(this.topic.id, message))
    return parts.length === 1 ? parts[0] : Buffer.concat(parts)
  }
}

/**
 * @param {import('./topics').Topic} topic
 * @param {Message[]} messages
 * @returns {Run}
 */
function runOf (topic, messages) {
  const run = new Run(topic, '')
  run.messages = messages
  return run
}

module.exports = { Run, eventOf, labelled, runOf, webSocketFrame }
