'use strict'

const assert = require('node:assert/strict')
const api = require('@opentelemetry/api')
const { connect } = require('hicast/bus')
const { traceBus } = require('hicast/opentelemetry')
const { testBusSpans, useTracer } = require('../../helpers/bus_spans')
const { useRedis } = require('../../helpers/redis_server')
const { eventually } = require('../../helpers/wait')

describe('bus on mem', () => testBusSpans(() => 'mem:spans'))

describe('bus on redis', () => {
  const server = useRedis()
  testBusSpans(() => `redis://127.0.0.1:${server.port}`)
})

describe('bus, spans of OpenTelemetry', () => {
  const exporter = useTracer()
  const buses = []
  afterEach(() => Promise.all(buses.splice(0).map((bus) => bus.close())))
  async function open (options) {
    const bus = await connect('mem:spans-more', options)
    buses.push(bus)
    return bus
  }
  const find = (name) => exporter.getFinishedSpans().find((span) => span.name === name)

  it('tell of handlers and publishes that fail', async () => {
    const bus = await open()
    const consumer = await bus.consume('failing', () => { throw new Error('no') }, { group: 'g', maxDeliver: 1, deadLetter: 'dead' })
    consumer.on('nack', () => {})
    await bus.publish('failing', 'x', { durable: true })
    await eventually(() => find('process failing') && find('publish dead'), 'the spans')
    const { status, events } = find('process failing')
    assert.deepEqual([status, events[0].name], [{ code: api.SpanStatusCode.ERROR, message: 'no' }, 'exception'])
    // The dead letter belongs to what was published.
    assert.equal(find('publish dead').parentSpanContext.spanId, find('publish failing').spanContext().spanId)
    for (const failing of [() => { throw new Error('at once') }, async () => { throw new Error('later') }]) {
      exporter.reset()
      bus._driver.publish = failing
      await assert.rejects(bus.publish('a', 1))
      assert.equal(find('publish a').status.code, api.SpanStatusCode.ERROR)
    }
  })

  it('are below the header that the app gives', async () => {
    const bus = await open()
    const traceparent = '00-0123456789abcdef0123456789abcdef-0123456789abcdef-01'
    await bus.publish('given', 'x', { headers: { traceparent } })
    const { parentSpanContext } = find('publish given')
    assert.deepEqual([parentSpanContext.traceId, parentSpanContext.spanId], traceparent.split('-').slice(1, 3))
  })

  it('begin a trace where nothing is active', async () => {
    const bus = await open()
    await Promise.all([bus.publish('one', 1), bus.publish('two', 2)])
    assert.equal(find('publish one').parentSpanContext, undefined)
    assert.notEqual(find('publish one').spanContext().traceId, find('publish two').spanContext().traceId)
  })
})

describe('bus, spans of OpenTelemetry without a tracer', () => {
  it('change nothing: the header is still there', async () => {
    const undo = traceBus(api)
    const bus = await connect('mem:spans-none')
    const got = []
    await bus.subscribe('a', ({ headers }) => got.push(headers.traceparent))
    await bus.publish('a', 1)
    await eventually(() => got.length === 1, 'the message')
    assert.match(got[0], /^00-(?!0+-)[0-9a-f]{32}-(?!0+-)[0-9a-f]{16}-01$/)
    undo()
    await bus.publish('a', 1)
    await eventually(() => got.length === 2, 'the other message')
    assert.equal(got[1], undefined)
    await bus.close()
  })

  it('takes the API and nothing else', () => {
    for (const bad of [undefined, {}, { trace: {} }]) assert.throws(() => traceBus(bad), { name: 'TypeError', message: /@opentelemetry\/api/ })
  })
})
