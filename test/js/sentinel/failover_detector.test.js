'use strict'

const assert = require('node:assert/strict')
const { differs } = require('../../helpers/client')
const { NAME, useSentinelClients } = require('../../helpers/sentinel_client')
const { event, eventually } = require('../../helpers/wait')

describe('a master that is replaced', () => {
  const { server, fakes, create, here } = useSentinelClients()

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
})
