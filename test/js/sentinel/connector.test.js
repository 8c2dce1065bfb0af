'use strict'

const assert = require('node:assert/strict')
const { spawn } = require('node:child_process')
const { once } = require('node:events')
const net = require('node:net')
const { Redis, differs, eachProtocol } = require('../../helpers/client')
const { RedisServer, freePort } = require('../../helpers/redis_server')
const { NAME, useSentinelClients } = require('../../helpers/sentinel_client')
const { event, eventually } = require('../../helpers/wait')

describe('SentinelConnector', () => {
  const { server, fakes, create, here } = useSentinelClients()

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
