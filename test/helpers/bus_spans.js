'use strict'

/* global describe, it, before, after, afterEach */

const assert = require('node:assert/strict')
const api = require('@opentelemetry/api')
const { AsyncLocalStorageContextManager } = require('@opentelemetry/context-async-hooks')
const { W3CTraceContextPropagator } = require('@opentelemetry/core')
const { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } = require('@opentelemetry/sdk-trace-base')
const { connect } = require('hicast/bus')
const { traceBus } = require('hicast/opentelemetry')
const { eventually } = require('./wait')

const PATIENCE = { timeout: 60000 }
const { PRODUCER, CONSUMER } = api.SpanKind

/** The SDK of OpenTelemetry, for the tests of a suite. */
function useTracer ({ propagator } = {}) {
  const exporter = new InMemorySpanExporter()
  let undo
  before(() => {
    api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
    api.trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }))
    if (propagator) api.propagation.setGlobalPropagator(propagator)
    undo = traceBus(api)
  })
  afterEach(() => exporter.reset())
  after(() => {
    undo()
    for (const each of [api.context, api.trace, api.propagation]) each.disable()
  })
  return exporter
}

let count = 0

/**
 * Spans as OpenTelemetry's SDK has them.
 *
 * @param {() => string} url
 */
function testBusSpans (url) {
  for (const propagator of [undefined, new W3CTraceContextPropagator()]) {
    describe(`spans of OpenTelemetry, ${propagator ? 'with' : 'without'} a propagator`, function () {
      this.timeout(180000)
      const exporter = useTracer({ propagator })
      const buses = []
      afterEach(() => Promise.all(buses.splice(0).map((bus) => bus.close())))

      async function open () {
        const bus = await connect(url())
        buses.push(bus)
        return bus
      }

      const name = (what) => `spans-${process.pid}-${++count}-${what}`
      const tracer = () => api.trace.getTracer('app')
      const find = (title) => exporter.getFinishedSpans().find((span) => span.name === title)
      const ended = (...titles) => eventually(() => titles.every((title) => find(title) !== undefined), `the spans ${titles}`, PATIENCE)
      const assertBelow = (child, parent) => {
        assert.equal(child.parentSpanContext?.spanId, parent.spanContext().spanId, `${child.name} is below ${parent.name}`)
        assert.equal(child.spanContext().traceId, parent.spanContext().traceId)
      }

      for (const kind of ['live', 'log', 'group']) {
        it(`from the app by publisher and handler to what the handler publishes: ${kind}`, async () => {
          const [publisher, server] = [await open(), await open()]
          const [first, second] = [name('first'), name('second')]
          const handler = async () => {
            await tracer().startActiveSpan('inside', async (span) => {
              await server.publish(second, 'y')
              span.end()
            })
          }
          await publisher.subscribe(second, () => {})
          if (kind === 'group') await server.consume(first, handler, { group: 'g' })
          else await server.subscribe(first, handler, kind === 'log' ? { durable: true } : {})
          await tracer().startActiveSpan('request', async (span) => {
            await publisher.publish(first, 'x', { durable: kind !== 'live' })
            span.end()
          })
          const titles = ['request', `publish ${first}`, `process ${first}`, 'inside', `publish ${second}`, `process ${second}`]
          await ended(...titles)
          const spans = titles.map(find)
          spans.slice(1).forEach((span, i) => assertBelow(span, spans[i]))
          assert.deepEqual(spans.map((span) => span.kind), [0, PRODUCER, CONSUMER, 0, PRODUCER, CONSUMER])
          const { attributes } = spans[2]
          assert.equal(attributes['messaging.destination.name'], first)
          assert.equal(attributes['messaging.operation.type'], 'process')
          assert.equal(attributes['messaging.consumer.group.name'], kind === 'group' ? 'g' : undefined)
          assert.ok(['mem', 'redis', 'nats', 'rabbitmq', 'kafka'].includes(attributes['messaging.system']))
        })
      }
    })
  }
}

module.exports = { testBusSpans, useTracer }
