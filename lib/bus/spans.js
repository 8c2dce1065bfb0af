'use strict'

const diagnostics = require('diagnostics_channel')
const { version } = require('../../package.json')

/**
 * The spans of the bus for OpenTelemetry. Its API is given by the app, so that
 * hicast depends on no version of it.
 */

const PARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/
const SYSTEMS = { amqp: 'rabbitmq' }

/** As a header; undefined when there is no tracer. */
function headerOf (span) {
  const { traceId, spanId, traceFlags } = span.spanContext()
  if (/^0+$/.test(traceId)) return undefined
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`
}

class BusTracer {
  /** @param {object} api  '@opentelemetry/api' */
  constructor (api) {
    this._api = api
    this._spans = new WeakMap() // by the event of the tracing channel
    const ending = {
      // What failed before there was a promise ends here.
      end: (event) => { if (event.error !== undefined) this._end(event) },
      asyncStart () {},
      asyncEnd: (event) => this._end(event),
      error () {}
    }
    this.publish = { start: (event) => this._publish(event), ...ending }
    this.handle = { start: (event) => this._handle(event), ...ending }
  }

  _publish (event) {
    const { propagation, trace, SpanKind } = this._api
    const parent = this._parentOf(event.given, event.headers)
    const span = this._begin(event, { operation: 'publish', type: 'send', kind: SpanKind.PRODUCER, parent })
    const header = headerOf(span)
    if (header === undefined) return
    event.headers.traceparent = header
    propagation.inject(trace.setSpan(parent, span), event.headers)
  }

  _handle (event) {
    const { context, trace, SpanKind } = this._api
    const { headers, group } = event
    const parent = this._parentOf(headers.traceparent, headers)
    const more = group === undefined ? {} : { 'messaging.consumer.group.name': group }
    const span = this._begin(event, { operation: 'process', type: 'process', kind: SpanKind.CONSUMER, parent, more })
    event.traceparent = headerOf(span) ?? event.traceparent
    const inside = trace.setSpan(parent, span)
    event.run = (handler) => context.with(inside, handler)
  }

  /** What is active, or what the header says, when somebody put that there. */
  _parentOf (header, headers) {
    const { context, propagation, trace } = this._api
    const active = context.active()
    const match = PARENT.exec(header ?? '')
    if (match === null) return active
    const [, traceId, spanId, flags] = match
    const remote = trace.setSpanContext(active, { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true })
    // With a propagator: whatever else that knows of.
    return propagation.extract(remote, { ...headers, traceparent: header })
  }

  _begin (event, { operation, type, kind, parent, more }) {
    const { broker, channel } = event
    const span = this._api.trace.getTracer('hicast', version).startSpan(`${operation} ${channel}`, {
      kind,
      attributes: {
        'messaging.system': SYSTEMS[broker] ?? broker,
        'messaging.destination.name': channel,
        'messaging.operation.name': operation,
        'messaging.operation.type': type,
        ...more
      }
    }, parent)
    this._spans.set(event, span)
    return span
  }

  _end (event) {
    const span = this._spans.get(event)
    if (span === undefined) return
    this._spans.delete(event)
    const { error } = event
    if (error !== undefined) {
      span.recordException(error instanceof Error ? error : String(error))
      span.setStatus({ code: this._api.SpanStatusCode.ERROR, message: String(error?.message ?? error) })
    }
    span.end()
  }
}

/**
 * Has OpenTelemetry see what `hicast/bus` publishes and handles: a span for
 * each, a handler's below that of its message's publisher, wherever that runs.
 *
 * @param {object} api  the module '@opentelemetry/api'
 * @returns {() => void} undoes it
 * @throws {TypeError} when it is something else
 */
function traceBus (api) {
  if (typeof api?.trace?.getTracer !== 'function' || typeof api.context?.with !== 'function') {
    throw new TypeError("traceBus() takes the module '@opentelemetry/api'")
  }
  const tracer = new BusTracer(api)
  const publish = diagnostics.tracingChannel('hicast:bus:publish')
  const handle = diagnostics.tracingChannel('hicast:bus:handle')
  publish.subscribe(tracer.publish)
  handle.subscribe(tracer.handle)
  return () => {
    publish.unsubscribe(tracer.publish)
    handle.unsubscribe(tracer.handle)
  }
}

module.exports = { traceBus }
