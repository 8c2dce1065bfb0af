'use strict'

const assert = require('node:assert/strict')
const { differs, isHicast, useClients } = require('../../helpers/client')
const { useRedis } = require('../../helpers/redis_server')
const { useFakeServers } = require('../../helpers/fake_server')
const { event, eventually, sleep } = require('../../helpers/wait')

if (isHicast) {
  describe('return after a loss', () => {
    const server = useRedis({ users: ['limited on nopass ~* &* +@all'] })
    const clients = useClients(server)
    const startFake = useFakeServers()

    const kill = () => server.call('client', 'kill', 'type', 'pubsub')

    /** What a client is told in the order of telling. */
    function record (client, ...names) {
      const log = []
      for (const name of names) client.on(name, (value) => log.push([name, value]))
      return log
    }

    it('is at once when the connection held longer than the wait', async () => {
      const sub = clients.create({ retryStrategy: () => 150 })
      await sub.subscribe('a')
      await sleep(160)
      const delay = event(sub, 'reconnecting')
      await kill()
      assert.deepEqual(await delay, [0])
      await event(sub, 'ready')
    })

    it('comes after the whole wait when it held shorter', async () => {
      const sub = clients.create({ retryStrategy: () => 1000 })
      await sub.subscribe('a')
      const delay = event(sub, 'reconnecting')
      await kill()
      const [ms] = await delay
      assert.equal(ms, 1000)
    })

    it('asks retryStrategy, which may say no', async () => {
      const sub = clients.create({ retryStrategy: () => null })
      await sub.subscribe('a')
      await sleep(20)
      const end = event(sub, 'end')
      await kill()
      await end
    })

    it('is no tight loop with a server that flaps', async () => {
      // Ready, and closed at once, again and again.
      const fake = await startFake({
        scripts: [[{ expect: ['info'] },
          { send: '$9\r\nloading:0\r\n' }, { close: 'fin' }]]
      })
      const begin = performance.now()
      const client = clients.create({ port: fake.port, retryStrategy: () => 100 })
      await sleep(450)
      client.disconnect()
      // A busy machine sleeps longer.
      const most = (performance.now() - begin) / 100 + 2
      assert.ok(fake.connections >= 2 && fake.connections <= most, `${fake.connections} connections`)
    })

    it('is no tight loop with a server that refuses', async () => {
      const delays = []
      const begin = performance.now()
      const client = clients.create({ username: 'nobody', password: 'wrong', retryStrategy: () => 80 })
      client.on('error', () => {})
      client.on('reconnecting', (delay) => delays.push(delay))
      await sleep(400)
      client.disconnect()
      const most = (performance.now() - begin) / 80 + 2
      assert.ok(delays.length >= 2 && delays.length <= most, `${delays.length} attempts`)
      assert.ok(delays.every((delay) => delay === 80), String(delays))
    })

    it('is told with the time that the client was deaf', async () => {
      const sub = clients.create({ retryStrategy: () => 120 })
      await sub.subscribe('a', 'b')
      await sub.psubscribe('p*')
      const log = record(sub, 'ready', 'resubscribed')
      const told = event(sub, 'resubscribed')
      const begin = Date.now()
      await kill()
      const [{ deafMs, channels }] = await told
      const took = Date.now() - begin
      assert.equal(channels, 3)
      assert.ok(deafMs > 20 && deafMs <= took + 5, `deaf for ${deafMs} of ${took} ms`)
      assert.deepEqual(log.map(([name]) => name), ['ready', 'resubscribed'])
      assert.equal(sub.hicast.health().deafMs, deafMs)
      assert.equal(sub.hicast.health().reconnects, 1)
    })

    it('is not told where nothing was subscribed', async () => {
      const client = clients.create({ retryStrategy: () => 5 })
      const log = record(client, 'resubscribed')
      await client.ping()
      const ready = event(client, 'ready')
      await server.call('client', 'kill', 'type', 'normal', 'skipme', 'yes')
      await ready
      await client.ping()
      assert.deepEqual(log, [])
      assert.equal(client.hicast.health().deafMs, 0)
    })

    it('counts an outage that lasts', async () => {
      const sub = clients.create({ retryStrategy: () => 10 })
      sub.on('error', () => {})
      await sub.subscribe('a')
      const closed = event(sub, 'close')
      await server.kill()
      await closed
      await sleep(60)
      const { deafMs, ready, status } = sub.hicast.health()
      assert.ok(deafMs >= 50, `${deafMs} ms`)
      assert.equal(ready, false)
      assert.notEqual(status, 'ready')
      const told = event(sub, 'resubscribed')
      await server.start()
      assert.ok((await told)[0].deafMs > deafMs)
    })

    differs('names all that is refused in one error, and brings back the rest', async () => {
      await server.call('acl', 'setuser', 'limited', 'resetchannels', '&*')
      const sub = clients.create({ username: 'limited', password: 'x', retryStrategy: () => 10 })
      await sub.subscribe('good', 'bad', 'worse')
      await sub.psubscribe('bad*')
      await sub.ssubscribe('shard')
      const errors = []
      sub.on('error', (error) => errors.push(error))
      const told = event(sub, 'resubscribed')
      // Takes effect by closing the connections that may no longer be.
      await server.call('acl', 'setuser', 'limited', 'resetchannels', '&good')
      const [{ channels }] = await told
      assert.equal(channels, 1)
      assert.equal(errors.length, 1, errors.join('\n'))
      const [error] = errors
      assert.equal(error.code, 'HC_ERESUBSCRIBE')
      assert.match(error.message, /^Could not subscribe to .* again: NOPERM/)
      const refused = error.refused.map(({ kind, name }) => `${kind} ${name}`).sort()
      assert.deepEqual(refused, ['channel bad', 'channel worse', 'pattern bad*', 'shard channel shard'])
      assert.deepEqual([...error.channels].sort(), ['bad', 'bad*', 'shard', 'worse'])
      const message = event(sub, 'message')
      await server.call('publish', 'good', 'x')
      assert.deepEqual(await message, ['good', 'x'])
      assert.equal(sub.status, 'ready')
      await server.call('acl', 'setuser', 'limited', 'allchannels')
    })

    it('rejects nothing behind the back of an app that disconnects meanwhile', async () => {
      const rejections = []
      const note = (reason) => rejections.push(reason)
      process.on('unhandledRejection', note)
      const sub = clients.create({ retryStrategy: () => 5 })
      await sub.subscribe('a', 'b')
      sub.once('connect', () => sub.disconnect())
      const end = event(sub, 'end')
      await kill()
      // `connect` of the second connection: in the middle of resubscribing.
      await end
      await new Promise(setImmediate)
      process.off('unhandledRejection', note)
      assert.deepEqual(rejections, [])
    })

    it('is prompt: few messages are lost when a subscriber is cut in a stream', async () => {
      const sub = clients.create()
      const pub = clients.create()
      await sub.subscribe('a')
      await pub.ping()
      await sleep(300) // longer than the wait that the default would give
      const seen = []
      sub.on('message', (channel, text) => seen.push(Number(text)))
      const [{ id }] = (await server.clients()).filter(({ sub: count }) => count === '1')
      let next = 0
      for (let tick = 0; tick < 60; tick++) {
        for (let i = 0; i < 25; i++) pub.publish('a', String(next++))
        if (tick === 30) await server.call('client', 'kill', 'id', id)
        await sleep(5)
      }
      await pub.ping()
      await eventually(() => seen.at(-1) === next - 1, 'the last message')
      const lost = next - seen.length
      assert.ok(lost < 150, `${lost} of ${next} lost`)
      assert.equal(new Set(seen).size, seen.length)
      assert.deepEqual(seen, [...seen].sort((a, b) => a - b))
    })
  })
}
