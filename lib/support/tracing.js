'use strict'

const diagnostics = require('diagnostics_channel')
const { withoutSecrets } = require('./secrets')

/**
 * The tracing channels of one kind of operation, `hicast:<kind>` and, since
 * tools listen to those, ioredis' own `ioredis:<kind>`. Free of cost while
 * nobody has subscribed.
 */
class Tracer {
  #channels

  /** @param {string} kind */
  constructor (kind) {
    this.#channels = ['hicast', 'ioredis'].map((name) => diagnostics.tracingChannel(`${name}:${kind}`))
  }

  /** @returns {boolean} whether anyone has subscribed */
  get isActive () {
    return hasSubscribers(this.#channels[0]) || hasSubscribers(this.#channels[1])
  }

  /**
   * Runs an operation; subscribers see it start, end and fail.
   *
   * @template T
   * @param {() => Promise<T>} operation
   * @param {() => object} describe  gives the context of the events
   * @returns {Promise<T>}
   */
  trace (operation, describe) {
    if (!this.isActive) return operation()
    const context = describe()
    const run = this.#channels.filter(hasSubscribers).reduce(
      (inner, channel) => () => channel.tracePromise(inner, { ...context }), operation)
    const promise = run()
    // A promise of ours, which the caller may drop: never an unhandled
    // rejection. Whoever awaits it still sees the error.
    promise.catch(() => {})
    return promise
  }
}

function hasSubscribers ({ start, end, asyncStart, asyncEnd, error }) {
  return start.hasSubscribers || end.hasSubscribers || asyncStart.hasSubscribers ||
    asyncEnd.hasSubscribers || error.hasSubscribers
}

// How many arguments of a command may be told to others: its keys, and no
// values. Commands that are not listed, AUTH among them, tell none.
const SAFE_ARGUMENTS = [
  [/^echo/i, 0],
  [/^(getset|lpush|mset|pfa|psetex|publish|rpush|sadd|set|spublish|xadd|zadd)/i, 1],
  [/^(hset|hmset|lset|linsert)/i, 2],
  [new RegExp('^(acl|bit|b[lrz]|client|cluster|config|command|decr|del|eval|ex|function|geo|get|' +
    'hincr|hmget|hscan|incr|l[trlm]|memory|p[efistu]|rpop|s[cdimorsu]|xack|x[cdgilprt]|z[cdilmprs])', 'i'),
  Infinity]
]

/**
 * The arguments of a command with '?' for those that may hold secrets.
 *
 * @param {string} name
 * @param {unknown[]} args
 * @returns {string[]}
 */
function sanitizeArguments (name, args) {
  const count = SAFE_ARGUMENTS.find(([pattern]) => pattern.test(name))?.[1] ?? 0
  return withoutSecrets(name, args).map((argument, i) => i < count ? String(argument) : '?')
}

// Points in time, beside the spans above; each is published only while someone
// has subscribed.
const messageChannel = diagnostics.channel('hicast:message')
const publishChannel = diagnostics.channel('hicast:publish')
const reconnectChannel = diagnostics.channel('hicast:reconnect')

/**
 * Tells of a publish that was sent; of the message its length, and no more.
 *
 * @param {import('../commands/command')} command
 */
function tracePublish ({ name, args: [channel, message] }) {
  if (message === undefined || !/^s?publish$/i.test(name)) return
  publishChannel.publish({ command: name, channel, length: message.length })
}

module.exports = {
  batchTracer: new Tracer('batch'),
  commandTracer: new Tracer('command'),
  connectTracer: new Tracer('connect'),
  messageChannel,
  publishChannel,
  reconnectChannel,
  sanitizeArguments,
  tracePublish
}
