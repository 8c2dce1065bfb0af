'use strict'

/* global describe, it, afterEach */

const assert = require('node:assert/strict')
const { once } = require('node:events')
const { CloudEvent, HTTP } = require('cloudevents')
const { cloudEvents, connect } = require('hicast/bus')
const { eventually } = require('./wait')

const PATIENCE = { timeout: 60000 }
const JSON_TYPE = 'application/json'

const EVENTS = {
  'an object': { data: { total: 7, list: [1, 'zwei'] } },
  'a text': { data: 'grüße' },
  'a text that is JSON': { data: 'plain', datacontenttype: JSON_TYPE },
  bytes: { data: Buffer.from([0xff, 0, 1]) },
  'XML, and attributes of its own': {
    data: '<a>ü</a>', datacontenttype: 'text/xml', subject: 'a "b" 100% ü🙂', partitionkey: 'k1', comexampleage: 7, comexampleon: true
  },
  nothing: {}
}

/** What the official package reads from a message, as the binding of HTTP has it. */
function readByPackage (message) {
  // Redis' pub/sub has no headers, and so nothing says what the JSON is.
  const fallback = message.data?.specversion === undefined ? JSON_TYPE : 'application/cloudevents+json'
  const headers = { 'content-type': message.contentType ?? fallback }
  for (const [name, value] of Object.entries(message.headers)) {
    headers[name.replace(/^(ce_|cloudevents:)/, 'ce-')] = value
  }
  return HTTP.toEvent({ headers, body: message.text })
}

let count = 0

/**
 * CloudEvents over a broker, with the official package on the other side.
 *
 * @param {() => string} url
 */
function testCloudEvents (url) {
  describe('CloudEvents', function () {
    this.timeout(180000)
    const buses = []
    afterEach(() => Promise.all(buses.splice(0).map((bus) => bus.close())))
    const name = () => `events-${process.pid}-${++count}`

    async function open (options) {
      const bus = await connect(url(), options)
      buses.push(bus)
      return bus
    }

    for (const mode of ['structured', 'binary']) {
      it(`come as they were published, live and from a log: ${mode}`, async () => {
        const bus = await open({ codec: cloudEvents({ source: '/shop', mode }) })
        const [channel, live, log] = [name(), [], []]
        await bus.subscribe(channel, ({ data }) => live.push(data))
        await bus.subscribe(channel, ({ data }) => log.push(data), { durable: true })
        const kinds = Object.keys(EVENTS)
        for (const kind of kinds) await bus.publish(channel, { type: kind, ...EVENTS[kind] }, { durable: true, id: `${channel}-${kind}` })
        await eventually(() => live.length >= kinds.length && log.length >= kinds.length, 'all', PATIENCE)
        // By Kafka those of another key may come before.
        const of = (events, kind) => events.find(({ type }) => type === kind)
        for (const kind of kinds) {
          const { time, datacontenttype, ...event } = of(live, kind)
          const sent = { specversion: '1.0', id: `${channel}-${kind}`, source: '/shop', type: kind, ...EVENTS[kind] }
          const given = sent.datacontenttype
          delete sent.datacontenttype
          // Headers are text.
          if (mode === 'binary' && sent.comexampleage) Object.assign(sent, { comexampleage: '7', comexampleon: 'true' })
          assert.deepEqual(event, sent, kind)
          if (given !== undefined) assert.equal(datacontenttype, given)
          assert.ok(Math.abs(Date.parse(time) - Date.now()) < 600000, time)
          assert.deepEqual(of(log, kind), of(live, kind))
        }
      })

      it(`are read by the official package: ${mode}`, async () => {
        const [bus, plain] = [await open({ codec: cloudEvents({ mode }) }), await open()]
        const [channel, got] = [name(), []]
        await plain.subscribe(channel, (message) => got.push(message))
        const sent = new CloudEvent({ type: 'order.paid', source: '/shop', subject: 'no 7', data: { total: 7 }, comexample: 'x' })
        await bus.publish(channel, sent)
        await eventually(() => got.length === 1, 'the event', PATIENCE)
        const read = readByPackage(got[0])
        for (const attribute of ['id', 'type', 'source', 'subject', 'time', 'comexample', 'specversion']) {
          assert.equal(decodeURIComponent(read[attribute]), sent[attribute], attribute)
        }
        assert.deepEqual(read.data, { total: 7 })
      })
    }

    it('are read as the official package writes them', async () => {
      const [bus, plain] = [await open({ codec: cloudEvents() }), await open()]
      const [channel, got] = [name(), []]
      await bus.subscribe(channel, ({ data }) => got.push(data))
      const sent = new CloudEvent({ type: 'order.paid', source: '/shop', datacontenttype: JSON_TYPE, data: { total: 7 }, comexample: 'x' })
      for (const { headers, body } of [HTTP.structured(sent), HTTP.binary(sent)]) {
        const { 'content-type': contentType, ...attributes } = headers
        await plain.publish(channel, body, { headers: attributes, contentType })
      }
      // Of a program that has no headers.
      await plain.publish(channel, sent.toJSON())
      await eventually(() => got.length === 3, 'all', PATIENCE)
      for (const event of got) assert.deepEqual(new CloudEvent(event), sent)
    })

    it('that fail go to the dead letters as they are; what is no event comes as it is', async () => {
      const bus = await open({ codec: cloudEvents({ source: '/shop', mode: 'binary' }) })
      const plain = await open()
      const [channel, dead, seen] = [name(), [], []]
      await bus.subscribe(`${channel}.dead`, ({ data, headers }) => dead.push([data, headers['dead-reason']]))
      await plain.subscribe(`${channel}.dead`, ({ headers }) => seen.push(headers))
      const consumer = await bus.consume(channel, ({ data }) => { throw new Error(data.type ?? data) },
        { group: 'g', maxInFlight: 1, maxDeliver: 1, deadLetter: `${channel}.dead` })
      const first = once(consumer, 'dead')
      await bus.publish(channel, { type: 'order.paid', data: { total: 7 }, id: '1' }, { durable: true })
      await plain.publish(channel, 'no event', { durable: true })
      await first
      await eventually(() => dead.length === 2 && seen.length === 2, 'both', PATIENCE)
      const [[event, reason], other] = dead
      assert.deepEqual([event.type, event.id, event.source, event.data, reason], ['order.paid', '1', '/shop', { total: 7 }, 'order.paid'])
      assert.deepEqual(other, ['no event', 'no event'])
      assert.ok(['ce-type', 'ce_type', 'cloudevents:type'].some((header) => seen[0][header] === 'order.paid'), JSON.stringify(seen[0]))
    })
  })
}

module.exports = { testCloudEvents }
