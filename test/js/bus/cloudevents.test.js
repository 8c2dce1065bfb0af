'use strict'

const assert = require('node:assert/strict')
const { Kafka, CloudEvent } = require('cloudevents')
const { cloudEvents, connect } = require('hicast/bus')
const { testCloudEvents } = require('../../helpers/cloud_events')
const { useRedis } = require('../../helpers/redis_server')
const { eventually } = require('../../helpers/wait')

describe('bus on mem', () => testCloudEvents(() => 'mem:events'))

describe('bus on redis', () => {
  const server = useRedis()
  testCloudEvents(() => `redis://127.0.0.1:${server.port}`)

  it('CloudEvents are JSON and nothing else, where there are no headers', async () => {
    const bus = await connect(`redis://127.0.0.1:${server.port}`, { codec: cloudEvents({ source: '/s' }) })
    const plain = await connect(`redis://127.0.0.1:${server.port}`)
    const got = []
    await plain.subscribe('raw', (message) => got.push(message))
    await bus.publish('raw', { type: 't', data: 1 })
    await eventually(() => got.length === 1, 'the event')
    assert.equal(got[0].bytes.toString()[0], '{')
    assert.deepEqual({ ...got[0].headers }, {})
    assert.equal(got[0].json().data, 1)
    await Promise.all([bus.close(), plain.close()])
  })
})

describe('bus, the codec of CloudEvents', () => {
  const codec = (mode) => cloudEvents({ source: '/s', mode })
  const REFUSED = { code: 'ERR_HICAST_PAYLOAD' }

  it('writes headers for Kafka that the official package reads, and reads what that writes', async () => {
    const { data, options } = codec('binary').encode({ type: 't', data: { a: 1 }, subject: 'ü %', partitionkey: 'k' }, {}, { broker: 'kafka' })
    const read = Kafka.toEvent({ headers: options.headers, key: options.key, value: data, body: data })
    assert.deepEqual([read.type, read.source, read.subject, read.partitionkey, read.data], ['t', '/s', 'ü %', 'k', { a: 1 }])
    const sent = new CloudEvent({ type: 't', source: '/s', data: { a: 1 }, datacontenttype: 'application/json' })
    const { headers, value } = Kafka.binary(sent)
    const message = { headers, contentType: headers['content-type'], _payload: JSON.stringify(value) }
    assert.deepEqual(new CloudEvent(codec().decode(message)), sent)
  })

  it('writes headers for RabbitMQ by its name for them, and reads both kinds', () => {
    const { options: { headers } } = codec('binary').encode({ type: 't', id: '7', subject: 'ü %' }, {}, { broker: 'amqp' })
    assert.deepEqual([headers['cloudEvents:type'], headers['cloudEvents:subject'], headers['cloudEvents:id']], ['t', 'ü %', '7'])
    for (const prefix of ['cloudevents:', 'cloudevents_']) {
      const message = { headers: { [`${prefix}specversion`]: '1.0', [`${prefix}id`]: '7', [`${prefix}subject`]: '100%25' }, _payload: '' }
      assert.deepEqual(codec().decode(message), { specversion: '1.0', id: '7', subject: '100%25' })
    }
    assert.deepEqual(codec().forward({ 'cloudevents:id': '7', other: '1' }, { broker: 'amqp' }), { 'cloudEvents:id': '7', other: '1' })
  })

  const BAD = {
    'bytes instead of an event': [Buffer.from('x'), /an object/],
    'an event without a type': [{ source: '/s' }, /"type"/],
    'another version': [{ type: 't', specversion: '0.3' }, /specversion.*"0\.3"/],
    'a name with a capital': [{ type: 't', userId: '1' }, /"userId"/],
    'an attribute that is an object': [{ type: 't', user: {} }, /"user"/],
    'an attribute with a line break': [{ type: 't', subject: 'a\nb' }, /"subject"/],
    'an attribute that is half a character': [{ type: 't', subject: '\ud800' }, /"subject"/],
    'a number too large': [{ type: 't', age: 2 ** 31 }, /"age"/],
    'an object that is said to be XML': [{ type: 't', datacontenttype: 'text/xml', data: {} }, /text\/xml/],
    'data that is no JSON': [{ type: 't', data: 1n }, /JSON/]
  }
  for (const [what, [event, message]] of Object.entries(BAD)) {
    it(`refuses ${what}`, async () => {
      for (const mode of ['structured', 'binary']) {
        const bus = await connect('mem:events-bad', { codec: codec(mode) })
        await assert.rejects(bus.publish('a', event), { ...REFUSED, message })
        await bus.close()
      }
    })
  }

  it('needs a source, of the event or its own', async () => {
    const bus = await connect('mem:events-bad', { codec: cloudEvents() })
    await assert.rejects(bus.publish('a', { type: 't' }), { ...REFUSED, message: /"source"/ })
    await bus.publish('a', { type: 't', source: '/own' })
    await bus.close()
  })

  it('tells of an event that cannot be read when it is looked at', async () => {
    const [bus, plain] = [await connect('mem:events-broken', { codec: codec() }), await connect('mem:events-broken')]
    const [errors, texts] = [[], []]
    const subscription = await bus.subscribe('a', (message) => {
      texts.push(message.text)
      return message.data
    })
    subscription.on('error', (error) => errors.push(error))
    for (const text of ['{', '[]']) await plain.publish('a', text, { contentType: 'application/cloudevents+json' })
    await eventually(() => errors.length === 2, 'both errors')
    assert.deepEqual(texts, ['{', '[]'])
    assert.deepEqual(errors.map(({ code }) => code), [REFUSED.code, REFUSED.code])
    await Promise.all([bus.close(), plain.close()])
  })

  it('has options that are checked', async () => {
    assert.throws(() => cloudEvents({ mode: 'batch' }), { code: 'ERR_HICAST_OPTION', message: /"mode".*structured, binary/ })
    assert.throws(() => cloudEvents({ source: 7 }), { code: 'ERR_HICAST_OPTION', message: /"source"/ })
    await assert.rejects(connect('mem:', { codec: 'cloudevents' }), { code: 'ERR_HICAST_OPTION', message: /"codec".*cloudEvents\(\)/ })
  })

  it('may be another one', async () => {
    const reverse = (text) => [...text].reverse().join('')
    const bus = await connect('mem:own-codec', {
      codec: {
        encode: (data, options, { channel }) => ({ data: reverse(data), options: { ...options, headers: { ...options.headers, channel } } }),
        decode: ({ data, headers }) => `${headers.channel}: ${reverse(data)}`
      }
    })
    const got = []
    await bus.subscribe('a', (message) => got.push(message.text, message.data, message.data))
    await bus.publish('a', 'abc')
    await eventually(() => got.length === 3, 'the message')
    assert.deepEqual(got, ['cba', 'a: abc', 'a: abc'])
    await bus.close()
  })
})
