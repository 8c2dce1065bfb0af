'use strict'

const assert = require('node:assert/strict')
const { useClients } = require('../../helpers/client')
const { useRedis } = require('../../helpers/redis_server')
const { event } = require('../../helpers/wait')

describe('redis.stream and redis.connector', () => {
  const server = useRedis()
  const clients = useClients(server)

  it('connector.stream is the stream of now', async () => {
    const client = clients.create({ retryStrategy: () => 1 })
    await client.ping()
    assert.equal(client.connector.stream, client.stream)
    const first = client.stream
    client.connector.stream.unref()
    client.connector.stream.ref()
    const ready = event(client, 'ready')
    client.connector.stream.destroy()
    await ready
    assert.notEqual(client.connector.stream, first)
    assert.equal(client.connector.stream, client.stream)
  })

  it('connector.disconnect() ends it', async () => {
    const client = clients.create({ retryStrategy: null })
    await client.ping()
    const close = event(client, 'close')
    client.connector.disconnect()
    await close
  })

  it('an `error` that is emitted on the stream comes to the client', async () => {
    const client = clients.create()
    await client.ping()
    const told = event(client, 'error')
    const error = new Error('injected')
    assert.equal(client.stream.emit('error', error), true)
    assert.deepEqual(await told, [error])
    assert.equal(await client.ping(), 'PONG')
  })
})
