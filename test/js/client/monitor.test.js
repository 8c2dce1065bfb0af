'use strict'

const assert = require('node:assert/strict')
const { useClients } = require('../../helpers/client')
const { useRedis } = require('../../helpers/redis_server')
const { useFakeServers } = require('../../helpers/fake_server')
const { event, eventually } = require('../../helpers/wait')

describe('monitor', () => {
  const server = useRedis()
  const clients = useClients(server)
  const startFake = useFakeServers()

  async function start (options) {
    const client = clients.create(options)
    return clients.add(await client.monitor())
  }

  /** The next line about a command of this name. */
  async function lineAbout (monitor, name) {
    for (;;) {
      const line = await event(monitor, 'monitor')
      if (line[1][0] === name) return line
    }
  }

  it('shows what the server is asked', async () => {
    const monitor = await start()
    assert.equal(monitor.mode, 'monitor')
    const line = lineAbout(monitor, 'set')
    await server.call('set', 'k', 'v')
    const [time, args, source, database] = await line
    assert.ok(Math.abs(Number(time) - Date.now() / 1000) < 5)
    assert.deepEqual(args, ['set', 'k', 'v'])
    assert.match(source, /^127\.0\.0\.1:\d+$/)
    assert.equal(database, '0')
  })

  it('shows quotes as they are', async () => {
    const monitor = await start()
    const line = lineAbout(monitor, 'set')
    await server.call('set', 'a b', 'say "hi"')
    assert.deepEqual((await line)[1], ['set', 'a b', 'say "hi"'])
  })

  it('calls back', async () => {
    const client = clients.create()
    const monitor = await new Promise((resolve, reject) => {
      client.monitor((error, monitor) => error ? reject(error) : resolve(monitor))
    })
    clients.add(monitor)
    assert.notEqual(monitor, client)
    assert.equal(client.mode, 'normal')
  })

  it('refuses commands', async () => {
    const monitor = await start()
    await assert.rejects(monitor.get('a'), {
      message: 'Connection is in monitoring mode, can\'t process commands.'
    })
  })

  it('leaves the client that was asked as it was', async () => {
    const client = clients.create()
    clients.add(await client.monitor())
    assert.equal(await client.set('k', 'v'), 'OK')
    assert.equal(await client.get('k'), 'v')
  })

  it('goes on after a reconnect', async () => {
    const monitor = await start({ retryStrategy: () => 10 })
    const again = event(monitor, 'monitoring')
    await server.call('client', 'kill', 'type', 'normal')
    await again
    const line = lineAbout(monitor, 'set')
    await server.call('set', 'k', 'v')
    assert.deepEqual((await line)[1], ['set', 'k', 'v'])
  })

  it('rejects when the server refuses', async () => {
    const fake = await startFake({ replies: { monitor: '-NOPERM no monitor for you\r\n' } })
    const client = clients.create({ port: fake.port, retryStrategy: null })
    await event(client, 'ready')
    await assert.rejects(client.monitor(), /NOPERM/)
    await eventually(() => fake.connections === 2, 'a connection of its own')
  })
})
