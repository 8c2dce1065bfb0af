'use strict'

const assert = require('node:assert/strict')
const { Redis, differs } = require('../../helpers/client')
const { freePort } = require('../../helpers/redis_server')
const { useSentinelClients } = require('../../helpers/sentinel_client')
const { event, eventually } = require('../../helpers/wait')

describe('the search for a server', () => {
  const { server, fakes, create, here } = useSentinelClients()

  describe('a sentinel that is of no use', () => {
    /** The client finds its server by the second. */
    async function skips (bad, text, options) {
      const good = await fakes.sentinel(here())
      const client = create([bad, good], options)
      const told = event(client, 'sentinelError')
      assert.equal(await client.ping(), 'PONG')
      const [error] = await told
      assert.match(error.message, text)
    }

    differs('is down', async () => {
      const port = await freePort()
      await skips({ port }, new RegExp(`failed to connect to sentinel 127.0.0.1:${port} because connect ECONNREFUSED`))
    })

    it('does not know the name', async () =>
      skips(await fakes.sentinel({ master: null }), /connected to sentinel .* successfully, but got an invalid reply: null/))

    it('does not answer in sentinelCommandTimeout', async () =>
      skips(await fakes.sentinel({}, { scripts: [[{ isDeaf: true }]] }), /Command timed out/, { sentinelCommandTimeout: 100 }))

    for (const port of ['0', 'abc', '-1', '70000']) {
      differs(`says that the port is ${port}`, async () =>
        skips(await fakes.sentinel({ master: { port } }), /is no address/))
    }

    it('says that a replica is the master', async () => {
      const replica = await fakes.server('slave')
      const liar = await fakes.sentinel({ master: { port: replica.port } })
      const good = await fakes.sentinel(here())
      const client = create([liar, good])
      assert.equal(await client.ping(), 'PONG')
      assert.equal(client.stream.remotePort, server.port)
      assert.deepEqual(liar.connections, 1)
    })

    differs('hangs: the next one is asked as well', async () => {
      const hangs = await fakes.sentinel({}, { scripts: [[{ isDeaf: true }]] })
      const good = await fakes.sentinel(here())
      const client = create([hangs, good], { connectTimeout: 25000 })
      const begun = performance.now()
      assert.equal(await client.ping(), 'PONG')
      assert.ok(performance.now() - begun < 20000)
    })
  })

  describe('when none answers', () => {
    differs('asks sentinelRetryStrategy, and begins anew', async () => {
      const port = await freePort()
      const answers = { master: null }
      const sentinel = await fakes.sentinel(answers)
      const times = []
      const errors = []
      const client = create([{ port }, sentinel], {
        sentinelRetryStrategy (count) {
          times.push(count)
          if (count === 3) answers.master = { port: server.port }
          return 5
        }
      })
      client.on('error', (error) => errors.push(error.message))
      assert.equal(await client.ping(), 'PONG')
      assert.deepEqual(times, [1, 2, 3])
      assert.match(errors[0], new RegExp('^All sentinels are unreachable. Retrying from scratch after 5ms. ' +
        `Last error: connect ECONNREFUSED 127.0.0.1:${port}`))
    })

    it('ends without sentinelRetryStrategy', async () => {
      const port = await freePort()
      const client = create([{ port }], { sentinelRetryStrategy: null, lazyConnect: true })
      client.on('error', () => {})
      const end = event(client, 'end')
      const message = /^All sentinels are unreachable and retry is disabled. Last error: /
      await assert.rejects(client.get('a'), { message })
      await end
    })

    differs('ends at once by disconnect(), also between two rounds', async () => {
      const deaf = await fakes.sentinel({}, { scripts: [[{ isDeaf: true }]] })
      for (const [sentinel, options] of [[deaf, {}], [{ port: await freePort() }, { sentinelRetryStrategy: () => 60000 }]]) {
        const client = create([sentinel], options)
        client.on('error', () => {})
        const get = assert.rejects(client.get('a'), { message: 'Connection is closed.' })
        await event(client, 'connecting')
        if (sentinel === deaf) await eventually(() => deaf.connections === 1, 'the question')
        else await event(client, 'error')
        const end = event(client, 'end')
        client.disconnect()
        await end
        await get
      }
    })
  })

  differs('does not take the end of the list for the end of all sentinels', async () => {
    const sentinel = await fakes.sentinel(here())
    const client = create([sentinel, sentinel])
    const errors = []
    client.on('error', (error) => errors.push(error))
    for (let i = 0; i < 5; i++) {
      await client.ping()
      const ready = event(client, 'ready')
      client.stream.destroy()
      await ready
    }
    assert.deepEqual(errors, [])
  })

  describe('natMap', () => {
    const far = { master: { host: '10.0.0.7', port: 6379 } }

    it('translates the address of the server', async () => {
      const address = { host: '127.0.0.1', port: server.port }
      for (const natMap of [{ '10.0.0.7:6379': address }, (key) => key === '10.0.0.7:6379' ? address : null]) {
        const client = create([await fakes.sentinel(far)], { natMap })
        assert.equal(await client.ping(), 'PONG')
        client.disconnect()
      }
    })

    it('translates those of sentinels, too', async () => {
      const second = await fakes.sentinel(here())
      const first = await fakes.sentinel({ ...here(), sentinels: [{ ip: '10.0.0.8', port: '26379' }] })
      const client = create([first], { natMap: { '10.0.0.8:26379': { host: '127.0.0.1', port: second.port } } })
      await client.ping()
      const ready = event(client, 'ready')
      client.stream.destroy()
      await ready
      assert.equal(second.questions().length, 2)
    })
  })

  describe('updateSentinels', () => {
    async function known (updateSentinels) {
      const found = [
        { ip: '127.0.0.1', port: '26379', flags: 'sentinel' },
        { ip: '127.0.0.1', port: '26380', flags: 's_down,sentinel,disconnected' },
        { ip: '127.0.0.1', port: 'abc' }
      ]
      const client = create([await fakes.sentinel({ ...here(), sentinels: found })], { updateSentinels })
      await client.ping()
      return JSON.parse(/^(.*) @/.exec(String(client.connector.sentinelIterator))[1])
    }

    it('learns of the others', async () => {
      assert.deepEqual((await known(true)).slice(1), [{ host: '127.0.0.1', port: 26379 }])
    })

    it('false: keeps to those of the options', async () => {
      assert.equal((await known(false)).length, 1)
    })
  })
})

describe('SentinelIterator', () => {
  const { SentinelIterator } = Redis
  const [a, b, c] = ['a', 'b', 'c'].map((host) => ({ host, port: 1 }))

  it('gives one after the other, and begins anew', () => {
    const iterator = new SentinelIterator([a, b])
    assert.deepEqual([iterator.next().value, iterator.next().value, iterator.next()], [a, b, { done: true, value: undefined }])
    iterator.reset(false)
    assert.deepEqual(iterator.next(), { done: false, value: a })
  })

  it('puts the one of now first', () => {
    const iterator = new SentinelIterator([a, b, c])
    iterator.next()
    iterator.next()
    iterator.reset(true)
    assert.equal(String(iterator), `${JSON.stringify([b, c, a])} @0`)
  })

  it('knows a sentinel once', () => {
    const iterator = new SentinelIterator([{}])
    assert.equal(iterator.add({ host: '127.0.0.1', port: 26379 }), false)
    assert.equal(iterator.add(a), true)
    assert.equal(iterator.add({ ...a }), false)
  })
})
