'use strict'

const assert = require('node:assert/strict')
const diagnostics = require('node:diagnostics_channel')
const { connect } = require('hicast/bus')
const { useRedis } = require('../../helpers/redis_server')
const { eventually } = require('../../helpers/wait')

const PARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/

describe('bus, spans', () => {
  const server = useRedis()
  const undo = []
  afterEach(async () => { for (const action of undo.splice(0).reverse()) await action() })

  /** Writes down the spans of a tracing channel, as they start. */
  function record (name, onStart = () => {}) {
    const spans = []
    const handlers = {
      start (context) {
        onStart(context)
        spans.push(context)
      },
      end () {},
      asyncStart () {},
      asyncEnd () {},
      error () {}
    }
    const channel = diagnostics.tracingChannel(name)
    channel.subscribe(handlers)
    undo.push(() => channel.unsubscribe(handlers))
    return spans
  }

  async function open (url) {
    const bus = await connect(url)
    undo.push(() => bus.close())
    return bus
  }

  const traceOf = (traceparent) => PARENT.exec(traceparent)[1]

  for (const broker of ['mem', 'redis']) {
    const url = () => broker === 'mem' ? 'mem:tracing' : `redis://127.0.0.1:${server.port}`

    for (const durable of [false, true]) {
      it(`of a publish and its handler are of one trace: ${broker}, ${durable ? 'a log' : 'live'}`, async () => {
        const published = record('hicast:bus:publish')
        const handled = record('hicast:bus:handle')
        const bus = await open(url())
        const channel = `traced-${durable}`
        const got = []
        await bus.subscribe(channel, (message) => got.push(message), durable ? { durable } : {})
        await bus.publish(channel, 'x', { durable, headers: { mine: 'kept' } })
        await eventually(() => got.length === 1, 'the message')
        const [[publish], [handle]] = [published, handled]
        assert.deepEqual([publish.broker, publish.channel, handle.channel], [broker, channel, channel])
        assert.match(got[0].headers.traceparent, PARENT)
        assert.equal(got[0].headers.mine, 'kept')
        assert.equal(publish.headers.traceparent, got[0].headers.traceparent)
        assert.equal(handle.parent, publish.headers.traceparent)
        assert.equal(traceOf(handle.traceparent), traceOf(publish.headers.traceparent))
        assert.notEqual(handle.traceparent, handle.parent)
      })
    }

    it(`what a handler publishes is below it: ${broker}`, async () => {
      const published = record('hicast:bus:publish')
      const handled = record('hicast:bus:handle')
      const bus = await open(url())
      const got = []
      await bus.subscribe('second', (message) => got.push(message))
      await bus.subscribe('first', async () => { await bus.publish('second', 'y') })
      await bus.publish('first', 'x')
      await eventually(() => got.length === 1, 'the message')
      const first = handled.find(({ channel }) => channel === 'first')
      const second = published.find(({ channel }) => channel === 'second')
      assert.equal(second.parent, first.traceparent)
      assert.equal(traceOf(got[0].headers.traceparent), traceOf(published[0].headers.traceparent))
    })
  }

  it('take the header of a tracer that puts one', async () => {
    const own = '00-0123456789abcdef0123456789abcdef-0123456789abcdef-01'
    record('hicast:bus:publish', (context) => { context.headers.traceparent = own })
    const bus = await open('mem:tracing-own')
    const got = []
    await bus.subscribe('own', (message) => got.push(message))
    await bus.publish('own', 'x')
    await eventually(() => got.length === 1, 'the message')
    assert.equal(got[0].headers.traceparent, own)
  })

  it('tell of handlers that fail', async () => {
    const handled = record('hicast:bus:handle')
    const bus = await open('mem:tracing-failed')
    const errors = []
    bus.on('error', (error) => errors.push(error))
    await bus.subscribe('failed', () => { throw new Error('no') })
    await bus.publish('failed', 'x')
    await eventually(() => errors.length === 1, 'the error')
    assert.equal(handled[0].error.message, 'no')
  })

  it('are none while nobody listens', async () => {
    const bus = await open('mem:tracing-none')
    const got = []
    await bus.subscribe('none', (message) => got.push(message))
    await bus.publish('none', 'x')
    await eventually(() => got.length === 1, 'the message')
    assert.deepEqual({ ...got[0].headers }, {})
  })
})
