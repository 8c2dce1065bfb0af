'use strict'

const assert = require('node:assert/strict')
const net = require('node:net')
const { Redis, useClients, eachProtocol } = require('../../helpers/client')
const { useFakeServers } = require('../../helpers/fake_server')
const { useRedis } = require('../../helpers/redis_server')
const { bulk } = require('../../helpers/resp')
const { event, eventually } = require('../../helpers/wait')

describe('Connector', () => {
  const server = useRedis()
  const clients = useClients(server)
  const startFake = useFakeServers()

  /** Connects to the server wherever the options say it is. */
  class Connector extends Redis.AbstractConnector {
    static attempts = 0

    constructor (options) {
      super(options.disconnectTimeout)
      this.options = options
    }

    async connect () {
      Connector.attempts++
      this.connecting = true
      this.stream = net.connect(server.port, server.host)
      return this.stream
    }
  }

  eachProtocol((protocol) => {
    it('opens the connection, and the next one', async () => {
      Connector.attempts = 0
      const client = clients.create({
        port: 1, host: 'nowhere.invalid', Connector, protocol, retryStrategy: () => 10
      })
      await client.subscribe('a')
      assert.ok(client.stream instanceof net.Socket)
      const ready = event(client, 'ready')
      client.stream.destroy()
      await ready
      await eventually(async () => (await server.subscribers('a'))[0] === 1, 'a')
      const message = event(client, 'message')
      await server.call('publish', 'a', 'x')
      assert.deepEqual(await message, ['a', 'x'])
      assert.equal(Connector.attempts, 2)
    })

    it('carries megabytes', async () => {
      const client = clients.create({ Connector, protocol })
      const value = Buffer.alloc(2 * 1024 * 1024, 'abcdefg')
      await client.set('k', value)
      assert.ok((await client.getBuffer('k')).equals(value))
    })
  })

  it('may refuse a server by what INFO says', async () => {
    let asked = 0
    class Picky extends Connector {
      check (info) {
        asked++
        assert.equal(info.role, 'master')
        return asked > 2
      }
    }
    const client = clients.create({ Connector: Picky, retryStrategy: () => 5 })
    assert.equal(await client.ping(), 'PONG')
    assert.equal(asked, 3)
  })

  it('hears only what INFO says of the connection of now', async () => {
    // The first INFO is not answered but sent again, and answered late.
    const fake = await startFake({
      scripts: [[{ expect: ['info'] }, { close: 'fin' }], []],
      replies: { info: bulk('role:master\r\n') }
    })
    let asked = 0
    class Curious extends Connector {
      async connect () {
        this.connecting = true
        this.stream = net.connect(fake.port, fake.host)
        return this.stream
      }

      check () {
        asked++
        return true
      }
    }
    const client = clients.create({ Connector: Curious, enableReadyCheck: false, retryStrategy: () => 5 })
    let ready = 0
    client.on('error', () => {})
    client.on('ready', () => ready++)
    await eventually(() => fake.received.flat().filter(([name]) => name === 'info').length === 3, 'INFO thrice')
    assert.equal(await client.ping(), 'PONG')
    assert.deepEqual({ asked, ready }, { asked: 1, ready: 1 })
  })

  it('ends the client when it rejects', async () => {
    class Broken extends Redis.AbstractConnector {
      constructor () { super(100) }
      async connect () { throw new Error('no way there') }
    }
    const client = clients.create({ Connector: Broken })
    const get = assert.rejects(client.get('a'), /no way there/)
    const [error] = await event(client, 'error')
    assert.equal(error.message, 'no way there')
    await get
    assert.equal(client.status, 'end')
  })
})
