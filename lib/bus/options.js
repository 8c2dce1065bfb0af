'use strict'

const { isDate } = require('util').types
const { busError, optionError } = require('./errors')

/** Reads and checks what the verbs are told. */

const POLICIES = ['drop-oldest', 'drop-newest', 'latest', 'close']

const SUBSCRIBE = new Set(['durable', 'from', 'maxInFlight', 'maxMessages', 'maxBytes', 'overflow', 'signal'])
const CONSUME = new Set(['group', 'maxInFlight', 'maxDeliver', 'deadLetter', 'retryDelay', 'ackTimeout', 'from', 'signal'])
const PUBLISH = new Set(['headers', 'key', 'id', 'durable', 'contentType'])

function checkNames (verb, options, known) {
  if (options === null || typeof options !== 'object') throw optionError(`${verb}: options`, options, 'an object')
  for (const name of Object.keys(options)) {
    if (known.has(name)) continue
    throw Object.assign(new TypeError(`bus: ${verb}() has no option "${name}"; it has ${[...known].join(', ')}`),
      { code: 'ERR_HICAST_OPTION' })
  }
}

function positive (name, value, fallback) {
  if (value === undefined) return fallback
  if (typeof value !== 'number' || !(value >= 1)) throw optionError(name, value, 'a number, 1 or more')
  return value
}

function oneOf (name, value, values, fallback) {
  if (value === undefined) return fallback
  if (!values.includes(value)) throw optionError(name, value, `one of ${values.join(', ')}`)
  return value
}

/** @returns {{ kind: 'new'|'first'|'last'|'seq'|'time'|'resume', value?: any }} */
function readFrom (from) {
  if (from === undefined) return { kind: 'new' }
  if (from === 'new' || from === 'first' || from === 'last') return { kind: from }
  const [kind, ...others] = from !== null && typeof from === 'object' ? Object.keys(from) : []
  if (others.length > 0 || !['seq', 'time', 'resume'].includes(kind)) {
    throw optionError('from', from, "'new', 'first', 'last', { seq }, { time } or { resume }")
  }
  const value = from[kind]
  if (kind === 'time') {
    const time = isDate(value) ? value.getTime() : value
    if (typeof time !== 'number' || !(time >= 0)) throw optionError('from.time', value, 'a Date, or ms since 1970')
    return { kind, value: time }
  }
  if (kind === 'seq' && !(Number.isInteger(value) && value >= 0)) throw optionError('from.seq', value, 'the seq of a message')
  if (kind === 'resume' && (typeof value !== 'string' || value === '')) throw optionError('from.resume', value, 'a name')
  return { kind, value }
}

function readSubscribe (options = {}) {
  checkNames('subscribe', options, SUBSCRIBE)
  const { durable = false, from, signal } = options
  if (typeof durable !== 'boolean') throw optionError('durable', durable, 'true or false')
  if (!durable && from !== undefined && from !== 'new') {
    throw busError('ERR_HICAST_OPTION', 'bus: "from" needs durable: true; a live subscription has no past')
  }
  if (durable && options.overflow !== undefined) {
    throw busError('ERR_HICAST_OPTION', 'bus: "overflow" is for live subscriptions; a durable one loses nothing, it waits')
  }
  const position = readFrom(from)
  return {
    durable,
    from: position,
    resume: position.kind === 'resume' ? position.value : undefined,
    maxInFlight: positive('maxInFlight', options.maxInFlight, 1),
    maxMessages: positive('maxMessages', options.maxMessages, durable ? 1024 : 65536),
    maxBytes: positive('maxBytes', options.maxBytes, durable ? 8 << 20 : 64 << 20),
    overflow: durable ? 'wait' : oneOf('overflow', options.overflow, POLICIES, 'drop-oldest'),
    signal
  }
}

function readConsume (options = {}) {
  checkNames('consume', options, CONSUME)
  const { group, deadLetter, retryDelay = 0, signal } = options
  if (typeof group !== 'string' || group === '') throw optionError('group', group, 'the name of a group')
  if (deadLetter !== undefined && (typeof deadLetter !== 'string' || deadLetter === '')) {
    throw optionError('deadLetter', deadLetter, "a channel's name")
  }
  if (typeof retryDelay !== 'number' || !(retryDelay >= 0)) throw optionError('retryDelay', retryDelay, 'ms, 0 or more')
  const maxInFlight = positive('maxInFlight', options.maxInFlight, 16)
  return {
    group,
    deadLetter,
    retryDelay,
    signal,
    from: { kind: oneOf('from', options.from, ['new', 'first'], 'first') },
    maxInFlight,
    maxDeliver: positive('maxDeliver', options.maxDeliver, deadLetter === undefined ? Infinity : 5),
    ackTimeout: positive('ackTimeout', options.ackTimeout, 30000),
    maxMessages: maxInFlight,
    maxBytes: Infinity,
    overflow: 'wait'
  }
}

function readPublish (options) {
  checkNames('publish', options, PUBLISH)
  const { headers, key, id, durable, contentType } = options
  if (headers !== undefined) checkHeaders(headers)
  for (const [name, value] of [['key', key], ['id', id], ['contentType', contentType]]) {
    if (value !== undefined && (typeof value !== 'string' || value === '' || /[\r\n\0]/.test(value))) {
      throw optionError(name, value, 'a string of at least one character, without line breaks')
    }
  }
  if (durable !== undefined && typeof durable !== 'boolean') throw optionError('durable', durable, 'true or false')
  return options
}

function checkHeaders (headers) {
  if (headers === null || typeof headers !== 'object') throw optionError('headers', headers, 'an object of strings')
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== 'string' || /[\r\n\0]/.test(value)) {
      throw optionError(`headers["${name}"]`, value, 'a string without line breaks')
    }
    if (!/^[a-z0-9!#$%&'*+.^_|~-]+$/.test(name)) {
      throw optionError('headers', name, 'named in lower case: letters, digits and .-_!#$%&\'*+^|~')
    }
  }
}

module.exports = { readSubscribe, readConsume, readPublish }
