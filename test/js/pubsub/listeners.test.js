'use strict'

const assert = require('node:assert/strict')
const { once, on } = require('node:events')
const { useClients } = require('../../helpers/client')
const { useRedis } = require('../../helpers/redis_server')

/** Every way to listen, and to stop: messages are made only for who listens. */
describe('listeners', () => {
  const server = useRedis()
  const clients = useClients(server)
  let sub, log, listener
  beforeEach(async () => {
    sub = clients.create()
    await sub.subscribe('a')
    log = []
    listener = (channel, payload) => log.push(String(payload))
  })

  /** Publishes, and waits till the subscriber has been given it. */
  async function publish (payload) {
    await server.call('publish', 'a', payload)
    await sub.ping()
  }

  for (const name of ['message', 'messageBuffer']) {
    for (const add of ['on', 'addListener', 'prependListener']) {
      it(`of ${name} by ${add} hear all till they are removed`, async () => {
        await publish('early')
        sub[add](name, listener)
        await publish('1')
        await publish('2')
        sub[add === 'on' ? 'off' : 'removeListener'](name, listener)
        await publish('late')
        assert.deepEqual(log, ['1', '2'])
      })
    }

    for (const add of ['once', 'prependOnceListener']) {
      it(`of ${name} by ${add} hear one`, async () => {
        sub[add](name, listener)
        await publish('1')
        await publish('2')
        assert.deepEqual(log, ['1'])
        sub[add](name, listener)
        await publish('3')
        assert.deepEqual(log, ['1', '3'])
      })
    }

    for (const args of [[], [name]]) {
      it(`of ${name} are removed by removeAllListeners(${args})`, async () => {
        sub.on(name, listener)
        sub.on(name, listener)
        await publish('1')
        sub.removeAllListeners(...args)
        sub.on('error', () => {})
        await publish('2')
        assert.deepEqual(log, ['1', '1'])
        sub.on(name, listener)
        await publish('3')
        assert.deepEqual(log, ['1', '1', '3'])
      })
    }
  }

  it('stay when others are removed', async () => {
    const other = () => log.push('other')
    sub.on('message', listener)
    sub.on('message', other)
    sub.off('message', other)
    await publish('1')
    assert.deepEqual(log, ['1'])
  })

  it('may be added and removed while a message is heard', async () => {
    sub.on('message', function first () {
      log.push('first')
      sub.off('message', first)
      sub.on('message', listener)
      sub.on('pmessage', listener)
    })
    await publish('1')
    await publish('2')
    assert.deepEqual(log, ['first', '2'])
  })

  it('of events.once and events.on work', async () => {
    const one = once(sub, 'message')
    await publish('1')
    assert.deepEqual(await one, ['a', '1'])
    const controller = new AbortController()
    const all = on(sub, 'message', { signal: controller.signal })
    await publish('2')
    await publish('3')
    for await (const [, payload] of all) {
      log.push(payload)
      if (log.length === 2) break
    }
    assert.deepEqual(log, ['2', '3'])
  })

  it('hear what an app emits itself', () => {
    sub.on('message', listener)
    assert.equal(sub.emit('message', 'a', 'made up'), true)
    assert.deepEqual(log, ['made up'])
  })

  it('are told of by newListener and removeListener', () => {
    const names = []
    sub.on('newListener', (name) => names.push(`+${String(name)}`))
    sub.on('removeListener', (name) => names.push(`-${String(name)}`))
    sub.on('message', listener)
    sub.off('message', listener)
    assert.deepEqual(names, ['+removeListener', '+message', '-message'])
  })
})
