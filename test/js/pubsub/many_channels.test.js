'use strict'

const assert = require('node:assert/strict')
const { useClients } = require('../../helpers/client')
const { useRedis } = require('../../helpers/redis_server')
const { eventually } = require('../../helpers/wait')

const CHANNELS = 2000
const MESSAGES = 6000

/** Numbers in an order of their own, the same each time. */
function * order (count, below) {
  let seed = 1
  for (let i = 0; i < count; i++) {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
    yield (seed >>> 8) % below
  }
}

describe('messages of many channels in any order', function () {
  this.timeout(60000)
  const server = useRedis()
  const clients = useClients(server)
  const names = Array.from({ length: CHANNELS }, (_, i) => i % 7 === 0 ? `ä:${i}` : `channel:${i}`)

  async function publish (pub) {
    const sent = [...order(MESSAGES, CHANNELS)].map((index, i) => [names[index], String(i)])
    // Some come twice in a row.
    const all = sent.flatMap((message, i) => i % 50 === 0 ? [message, message, message] : [message])
    await Promise.all(all.map(([name, text]) => pub.publish(name, text)))
    return all
  }

  it('come with the names of theirs, as strings', async () => {
    const [sub, pub] = [clients.create(), clients.create()]
    const heard = []
    sub.on('message', (channel, text) => heard.push([channel, text]))
    await sub.subscribe(names)
    const sent = await publish(pub)
    await eventually(() => heard.length >= sent.length, 'all messages')
    assert.deepEqual(heard, sent)
  })

  it('come with the names of theirs, as Buffers, the same one each time', async () => {
    const [sub, pub] = [clients.create(), clients.create()]
    const heard = []
    const buffers = new Map()
    sub.on('message', (channel, text) => heard.push([channel, text]))
    sub.on('messageBuffer', (channel, bytes) => {
      heard.push([channel.toString(), bytes.toString()])
      const known = buffers.get(channel.toString()) ?? channel
      assert.equal(known, channel)
      buffers.set(channel.toString(), channel)
    })
    await sub.subscribe(names)
    const sent = await publish(pub)
    await eventually(() => heard.length >= 2 * sent.length, 'all messages')
    assert.deepEqual(heard, sent.flatMap((message) => [message, message]))
  })

  for (const [kind, verbs] of Object.entries({ channels: ['subscribe', 'publish', ''], 'shard channels': ['ssubscribe', 'spublish', 's'] })) {
    it(`come as Buffers alone, short and long ones, of ${kind}`, async () => {
      const [subscribe, publish, letter] = verbs
      const [sub, pub] = [clients.create(), clients.create()]
      const heard = []
      sub.on(`${letter}messageBuffer`, (channel, bytes) => heard.push([channel.toString(), bytes.toString()]))
      await sub[subscribe](names)
      const sent = [...order(MESSAGES, CHANNELS)].map((index, i) => [names[index], `${i}${i % 40 === 0 ? '-'.repeat(50000) : ''}`])
      await Promise.all(sent.map(([name, text]) => pub[publish](name, text)))
      await eventually(() => heard.length >= sent.length, 'all messages')
      assert.deepEqual(heard, sent)
    })
  }

  it('come for those that are still subscribed, and for names that are no text', async () => {
    const [sub, pub] = [clients.create(), clients.create()]
    const binary = Array.from({ length: 600 }, (_, i) => Buffer.from([0xff, i >> 8, i & 255]))
    const heard = []
    sub.on('messageBuffer', (channel, bytes) => heard.push([channel.toString('latin1'), bytes.toString()]))
    await sub.subscribe(names)
    await sub.unsubscribe(names.slice(500))
    await sub.subscribe(binary)
    const sent = [...order(MESSAGES, 1100)].map((index, i) => [index < 500 ? names[index] : binary[index - 500], String(i)])
    await Promise.all(sent.map(([name, text]) => pub.publish(name, text)))
    await pub.publish(names[600], 'nobody')
    await eventually(() => heard.length >= sent.length, 'all messages')
    assert.deepEqual(heard, sent.map(([name, text]) => [Buffer.from(name).toString('latin1'), text]))
  })
})
