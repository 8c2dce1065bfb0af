'use strict'

const assert = require('node:assert/strict')
const { spawn } = require('node:child_process')
const { once } = require('node:events')
const net = require('node:net')
const { Redis, differs, eachProtocol, useClients } = require('../../helpers/client')
const { useFakeSentinels } = require('../../helpers/fake_sentinel')
const { RedisServer, freePort, useRedis } = require('../../helpers/redis_server')
const { event, eventually } = require('../../helpers/wait')

const NAME = 'mymaster'

describe('SentinelConnector', () => {
  const server = useRedis()
  const clients = useClients(server)
  const fakes = useFakeSentinels()

  /** A client that has to find its server. */
  function create (sentinels, options) {
    return clients.add(new Redis({
      sentinels: sentinels.map(({ port }) => ({ host: '127.0.0.1', port })),
      name: NAME,
      retryStrategy: () => 20,
      ...options
    }))
  }

  const here = () => ({ master: { port: server.port } })

  eachProtocol((protocol) => {
    it('asks where the master is, and connects to it', async () => {
      const sentinel = await fakes.sentinel(here())
      const client = create([sentinel], { protocol })
      await client.set('a', '1')
      assert.equal(await client.get('a'), '1')
      assert.equal(client.stream.remotePort, server.port)
      assert.equal(client.stream.remoteAddress, '127.0.0.1')
      assert.deepEqual(sentinel.questions(), ['get-master-addr-by-name', 'sentinels'])
      // It has been told goodbye.
      await eventually(async () => (await server.clients()).length === 1, 'one connection')
    })

    it('asks again after each loss', async () => {
      const sentinel = await fakes.sentinel(here())
      const client = create([sentinel], { protocol })
      await client.subscribe('a')
      const ready = event(client, 'ready')
      client.stream.destroy()
      await ready
      const message = event(client, 'message')
      await server.call('publish', 'a', 'x')
      assert.deepEqual(await message, ['a', 'x'])
      assert.equal(sentinel.questions().length, 4)
    })
  })

  differs('has the native connection, and no stream of Node', async () => {
    const client = create([await fakes.sentinel(here())])
    await client.ping()
    assert.ok(!(client.stream instanceof net.Socket))
    assert.equal(client.connector.stream, client.stream)
  })

  it('is what redis.connector is', async () => {
    const client = create([await fakes.sentinel(here())], { lazyConnect: true })
    assert.ok(client.connector instanceof Redis.SentinelConnector)
    assert.ok(client.connector instanceof Redis.AbstractConnector)
    assert.equal(client.connector.emitter, client)
  })

  it('may be the base of a Connector that opens streams', async () => {
    const sentinel = await fakes.sentinel(here())
    let opened = 0
    class Connector extends Redis.SentinelConnector {
      async connect (emit) {
        opened++
        return super.connect(emit)
      }
    }
    const client = create([sentinel], { Connector, tls: {} })
    assert.equal(await client.ping(), 'PONG')
    assert.ok(client.stream instanceof net.Socket)
    assert.equal(opened, 1)
  })

  it('wants sentinels and a name', () => {
    const make = (options) => () => new Redis({ lazyConnect: true, ...options })
    assert.throws(make({ sentinels: [], name: NAME }), { message: 'Requires at least one sentinel to connect to.' })
    assert.throws(make({ sentinels: [{ port: 1 }] }), { message: 'Requires the name of master.' })
  })

  differs('names an option that makes no sense', () => {
    const make = (options) => () => new Redis({ lazyConnect: true, sentinels: [{ port: 1 }], name: NAME, ...options })
    assert.throws(make({ sentinels: '127.0.0.1:26379' }), { name: 'TypeError', message: /"sentinels" must be an array/ })
    assert.throws(make({ role: 'replica' }), { name: 'TypeError', message: /"role" must be "master" or "slave", not replica/ })
  })

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

  describe('role: slave', () => {
    let replicas, sentinel, flags

    beforeEach(async () => {
      replicas = [await fakes.server('slave'), await fakes.server('slave'), await fakes.server('slave')]
      flags = ['slave', 'slave', 's_down,slave,disconnected']
      const describe = ({ port }, i) => ({ ip: '127.0.0.1', port: String(port), get flags () { return flags[i] } })
      sentinel = await fakes.sentinel({ replicas: replicas.map(describe) })
    })

    async function chosen (preferredSlaves) {
      const client = create([sentinel], { role: 'slave', preferredSlaves })
      await client.get('a')
      return replicas.findIndex(({ port }) => port === client.stream.remotePort)
    }

    const wish = (index, prio) => ({ ip: '127.0.0.1', port: String(replicas[index].port), ...(prio !== undefined && { prio }) })

    it('takes one that is up', async () => {
      flags[0] = 'slave,o_down'
      assert.equal(await chosen(), 1)
      assert.deepEqual(sentinel.questions(), ['slaves'])
    })

    it('takes the one that preferredSlaves names', async () => {
      assert.equal(await chosen(wish(1)), 1)
      assert.equal(await chosen(wish(0)), 0)
    })

    it('takes the first by prio of those that preferredSlaves lists', async () => {
      const wishes = [wish(0), wish(1, 0)]
      assert.equal(await chosen(wishes), 1)
      assert.deepEqual(wishes, [wish(0), wish(1, 0)])
      assert.equal(await chosen([wish(2, 0), wish(0, 5), wish(1, 7)]), 0)
    })

    it('takes what the function preferredSlaves returns', async () => {
      let given
      assert.equal(await chosen((all) => { given = all; return all[1] }), 1)
      assert.deepEqual(given.map(({ port }) => Number(port)), replicas.slice(0, 2).map(({ port }) => port))
    })

    it('takes any when none is preferred', async () => {
      assert.notEqual(await chosen(() => null), 2)
      assert.notEqual(await chosen({ ip: '10.0.0.1', port: '1' }), 2)
    })

    it('refuses a master', async () => {
      const other = await fakes.sentinel({ replicas: [{ ip: '127.0.0.1', port: server.port, flags: 'slave' }] })
      const client = create([other, sentinel], { role: 'slave' })
      await client.get('a')
      assert.notEqual(client.stream.remotePort, server.port)
    })

    it('goes on when a sentinel knows of none', async () => {
      const none = await fakes.sentinel({ replicas: [] })
      const client = create([none, sentinel], { role: 'slave' })
      await client.get('a')
      assert.deepEqual(none.questions(), ['slaves'])
    })
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

  differs('leaves a server that hangs in the handshake once the sentinels name another', async () => {
    const frozen = await fakes.server('master', { scripts: [[{ isDeaf: true }]] })
    const answers = { master: { port: frozen.port } }
    const client = create([await fakes.sentinel(answers)], { connectTimeout: 25000 })
    await eventually(() => frozen.connections === 1, 'the connection')
    answers.master = { port: server.port }
    const begun = performance.now()
    assert.equal(await client.ping(), 'PONG')
    assert.ok(performance.now() - begun < 20000)
  })

  describe('failoverDetector', () => {
    it('leaves the master for the new one', async () => {
      const old = await fakes.server('master')
      const answers = { master: { port: old.port } }
      const sentinels = [await fakes.sentinel(answers), await fakes.sentinel(answers)]
      const client = create(sentinels, { failoverDetector: true })
      await event(client, 'failoverSubscribed')
      answers.master = { port: server.port }
      const ready = event(client, 'ready')
      sentinels[1].tell(`${NAME} 127.0.0.1 ${old.port} 127.0.0.1 ${server.port}`)
      await ready
      assert.equal(client.stream.remotePort, server.port)
      client.disconnect()
      await event(client, 'end')
    })

    differs('stays where it is when another master is replaced, or is where it should be', async () => {
      const sentinel = await fakes.sentinel(here())
      const client = create([sentinel], { failoverDetector: true })
      await event(client, 'failoverSubscribed')
      let closed = 0
      client.on('close', () => closed++)
      sentinel.tell('other 127.0.0.1 1 127.0.0.1 2')
      sentinel.tell(`${NAME} 127.0.0.1 1 127.0.0.1 ${server.port}`)
      sentinel.tell('')
      // What it would have done is done when this has been answered.
      await client.ping()
      await client.ping()
      assert.equal(closed, 0)
    })

    differs('does not wait for the next attempt', async () => {
      const old = await fakes.server('master')
      const answers = { master: { port: old.port } }
      const sentinel = await fakes.sentinel(answers)
      const client = create([sentinel], { failoverDetector: true, retryStrategy: () => 600000 })
      await event(client, 'failoverSubscribed')
      client.stream.destroy()
      await event(client, 'reconnecting')
      answers.master = { port: server.port }
      sentinel.tell(`${NAME} 127.0.0.1 ${old.port} 127.0.0.1 ${server.port}`)
      assert.equal(await client.ping(), 'PONG')
    })

    differs('does not end the client when the news comes while sentinels are asked', async () => {
      const old = await fakes.server('master')
      const answers = { master: { port: old.port } }
      const sentinel = await fakes.sentinel(answers)
      const slow = await fakes.sentinel(answers)
      const client = create([sentinel, slow], { failoverDetector: true, retryStrategy: () => 1 })
      await event(client, 'failoverSubscribed')
      client.stream.destroy()
      await event(client, 'connecting')
      assert.notEqual(client.connector.search, null)
      client.connector.onSwitch(`${NAME} 127.0.0.1 ${old.port} 127.0.0.1 ${server.port}`)
      answers.master = { port: server.port }
      assert.equal(await client.ping(), 'PONG')
      assert.equal(client.stream.remotePort, server.port)
    })

    it('connects to no more sentinels than sentinelMaxConnections', async () => {
      const sentinels = [await fakes.sentinel(here()), await fakes.sentinel(here()), await fakes.sentinel(here())]
      const client = create(sentinels, { failoverDetector: true, sentinelMaxConnections: 2 })
      await event(client, 'failoverSubscribed')
      const subscribed = sentinels.filter(({ received }) => received.flat().some(([name]) => name === 'subscribe'))
      assert.equal(subscribed.length, 2)
      client.disconnect()
    })
  })

  it('lets the process end after quit()', async () => {
    const sentinel = await fakes.sentinel(here())
    const text = `
      const { Redis } = require(${JSON.stringify(require.resolve('hicast'))})
      const options = { sentinels: [{ host: '127.0.0.1', port: ${sentinel.port} }], name: '${NAME}', failoverDetector: true }
      const redis = new Redis(options)
      redis.on('failoverSubscribed', async () => console.log(await redis.quit()))`
    const child = spawn(process.execPath, ['-e', text], { stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    child.stdout.on('data', (chunk) => { output += chunk })
    const [code] = await once(child, 'close')
    assert.deepEqual({ code, output }, { code: 0, output: 'OK\n' })
  })

  describe('credentials', () => {
    let secret

    before(async () => {
      const sentinel = 'requirepass "for all"\nuser alice on >hers ~* &* +@all\n'
      secret = await RedisServer.start({ sentinel, port: await freePort(), password: 'for all' })
    })

    after(() => secret.stop())

    it('are sentinelPassword, or that and sentinelUsername', async () => {
      await secret.call('sentinel', 'monitor', NAME, '127.0.0.1', server.port, 1)
      for (const options of [{ sentinelPassword: 'for all' }, { sentinelUsername: 'alice', sentinelPassword: 'hers' }]) {
        const client = create([secret], options)
        assert.equal(await client.ping(), 'PONG')
        client.disconnect()
      }
    })

    it('that are wrong are told', async () => {
      const client = create([secret], { sentinelPassword: 'wrong', sentinelRetryStrategy: null })
      client.on('error', () => {})
      await assert.rejects(client.ping(), /All sentinels are unreachable and retry is disabled. Last error: WRONGPASS/)
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
