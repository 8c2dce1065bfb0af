'use strict'

const { AsyncLocalStorage } = require('async_hooks')
const { randomBytes } = require('crypto')
const diagnostics = require('diagnostics_channel')

/**
 * Spans of publishing and handling, for whoever subscribes to the tracing
 * channels `hicast:bus:publish` and `hicast:bus:handle`. They are linked by
 * the header `traceparent` of W3C's Trace Context. Free while nobody listens.
 */

const publishChannel = diagnostics.tracingChannel('hicast:bus:publish')
const handleChannel = diagnostics.tracingChannel('hicast:bus:handle')
const current = new AsyncLocalStorage()
const PARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/

function hasSubscribers ({ start, end, asyncStart, asyncEnd, error }) {
  return start.hasSubscribers || end.hasSubscribers || asyncStart.hasSubscribers || asyncEnd.hasSubscribers ||
    error.hasSubscribers
}

function isActive () {
  return hasSubscribers(publishChannel) || hasSubscribers(handleChannel)
}

/** A span below another, or the first one of a trace. */
function span (parent) {
  const [, traceId, , flags] = PARENT.exec(parent ?? '') ?? [null, randomBytes(16).toString('hex'), '', '01']
  return `00-${traceId}-${randomBytes(8).toString('hex')}-${flags}`
}

/**
 * @param {string} broker
 * @param {string} channel
 * @param {object} options  of publish()
 * @param {(options: object) => Promise<object>} operation
 */
function publish (broker, channel, options, operation) {
  const given = options.headers?.traceparent
  const parent = given ?? current.getStore()
  // A subscriber to `start` may put headers of its own tracer here.
  const context = { broker, channel, headers: { ...options.headers, traceparent: span(parent) }, parent, given }
  return publishChannel.tracePromise(() => operation({ ...options, headers: context.headers }), context)
}

function call (handler) {
  return handler()
}

/**
 * @param {import('./subscription')} subscription
 * @param {import('./message').Message} message
 */
function handle (subscription, message) {
  const parent = message.headers.traceparent
  const context = {
    broker: subscription.bus.broker,
    channel: message.channel,
    group: subscription.group,
    headers: message.headers,
    parent,
    // A subscriber to `start` may put that of its own tracer here, and a function to call the handler by.
    traceparent: span(parent),
    run: undefined
  }
  const handler = () => subscription._handler(message)
  return handleChannel.tracePromise(async () =>
    current.run(context.traceparent, context.run ?? call, handler), context)
}

module.exports = { isActive, publish, handle }
