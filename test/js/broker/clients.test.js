'use strict'

const assert = require('node:assert/strict')
const { execFile } = require('node:child_process')
const { promisify } = require('node:util')
const { useBrokers } = require('../../helpers/brokers')
const { plainEnvironment } = require('../../helpers/redis_server')
const { eventually } = require('../../helpers/wait')

const exec = promisify(execFile)

describe('broker: real clients', () => {
  const use = useBrokers()

  const conversation = async (subscribe, publish) => {
    const heard = []
    await subscribe(heard)
    await publish('plain', 'hello')
    await publish('news.art', 'é€')
    await eventually(() => heard.length === 2, 'both messages')
    return heard
  }
  const EXPECTED = ['plain hello', 'news.* news.art é€']

  for (const protocol of [2, 3]) {
    for (const name of ['hicast', 'ioredis']) {
      it(`${name}, RESP${protocol}`, async () => {
        const Redis = require(name)
        const broker = await use.create({ auth: { username: 'me', password: 'secret' } })
        const options = { protocol, connectionName: 'test' }
        const [subscriber, publisher] = [new Redis(broker.url, options), new Redis(broker.url, options)]
        const heard = await conversation(async (heard) => {
          subscriber.on('message', (channel, message) => heard.push(`${channel} ${message}`))
          subscriber.on('pmessage', (pattern, channel, message) => heard.push(`${pattern} ${channel} ${message}`))
          assert.equal(await subscriber.subscribe('plain'), 1)
          assert.equal(await subscriber.psubscribe('news.*'), 2)
        }, async (channel, message) => assert.equal(await publisher.publish(channel, message), 1))
        assert.deepEqual(heard, EXPECTED)
        assert.equal(broker.clients()[0].name, 'test')
        assert.equal(broker.clients()[0].protocol, protocol)
        // A restart, as far as a client can tell.
        broker.killClients()
        await eventually(() => broker.stats().channels === 1 && broker.stats().patterns === 1, 'the subscriptions again')
        assert.equal(await publisher.publish('plain', 'again'), 1)
        await eventually(() => heard.includes('plain again'), 'the message after it')
        assert.equal(await publisher.quit(), 'OK')
        assert.equal(await subscriber.quit(), 'OK')
      })
    }

    it(`node-redis, RESP${protocol}`, async () => {
      const { createClient } = require('redis')
      const broker = await use.create({ auth: 'secret' })
      const options = { url: broker.url, RESP: protocol, name: 'test' }
      const [subscriber, publisher] = [createClient(options), createClient(options)]
      const errors = []
      for (const client of [subscriber, publisher]) {
        client.on('error', (error) => errors.push(error))
        await client.connect()
      }
      const heard = await conversation(async (heard) => {
        await subscriber.subscribe('plain', (message, channel) => heard.push(`${channel} ${message}`))
        await subscriber.pSubscribe('news.*', (message, channel) => heard.push(`news.* ${channel} ${message}`))
      }, async (channel, message) => assert.equal(await publisher.publish(channel, message), 1))
      assert.deepEqual(heard, EXPECTED)
      assert.equal(broker.clients()[0].name, 'test')
      assert.match(broker.clients()[0].libName, /node-redis/)
      assert.deepEqual(errors, [])
      await subscriber.close()
      await publisher.close()
    })
  }

  it('redis-cli', async () => {
    const broker = await use.create()
    const cli = async (...args) => {
      const { stdout } = await exec('redis-cli', ['-p', String(broker.port), ...args], { env: plainEnvironment() })
      return stdout
    }
    await use.subscribe(broker)
    assert.equal(await cli('publish', 'a', 'hello'), '1\n')
    assert.equal(await cli('pubsub', 'numsub', 'a'), 'a\n1\n')
    assert.equal(await cli('-3', 'ping'), 'PONG\n')
    assert.match(await cli('info', 'server'), /^redis_version:7\.0\.15\r$/m)
    assert.match(await cli('client', 'list'), / cmd=subscribe /)
    assert.match(await cli('get', 'x'), /^ERR unknown command 'get'/)
  })

  it('redis-benchmark', async () => {
    const broker = await use.create()
    const line = await use.subscribe(broker)
    line.socket.removeAllListeners('data').resume()
    const { stdout } = await exec('redis-benchmark', ['-p', String(broker.port), '-n', '20000', '-P', '16',
      '-c', '20', '--csv', 'publish', 'a', 'hello'], { env: plainEnvironment() })
    assert.match(stdout, /"publish a hello","\d+/)
    assert.equal(broker.stats().published, 20000)
    assert.equal(broker.stats().delivered, 20000)
  })
})
