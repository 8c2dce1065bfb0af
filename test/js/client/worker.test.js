'use strict'

const assert = require('node:assert/strict')
const { once } = require('node:events')
const { Worker } = require('node:worker_threads')
const { useClients } = require('../../helpers/client')
const { useRedis } = require('../../helpers/redis_server')
const { useProcesses } = require('../../helpers/processes')
const { eventually, within, event } = require('../../helpers/wait')

const WORKER = require.resolve('../fixtures/worker')
const STORM = require.resolve('../fixtures/worker_storm')

describe('worker_threads', () => {
  const server = useRedis()
  const clients = useClients(server)
  const start = useProcesses()

  it('have clients of their own, and end by themselves after quit', async () => {
    const workers = Array.from({ length: 3 }, (_, i) => new Worker(WORKER, {
      workerData: { port: server.port, channel: `channel ${i}`, end: true }
    }))
    const codes = await within(
      Promise.all(workers.map(async (worker) => (await once(worker, 'exit'))[0])), 'their end', 9000)
    assert.deepEqual(codes, [0, 0, 0])
  })

  it('leave the clients of the main thread alone', async () => {
    const client = clients.create()
    await client.subscribe('a')
    const worker = new Worker(WORKER, { workerData: { port: server.port, channel: 'other' } })
    await once(worker, 'message')
    await worker.terminate()
    const message = event(client, 'message')
    assert.equal(await client.publish('a', 'x'), 1)
    assert.deepEqual(await message, ['a', 'x'])
    await eventually(async () => (await server.clients()).length === 1, 'the worker\'s connections to close')
  })

  it('may be terminated in the middle of traffic, 100 times', async function () {
    this.timeout(60000)
    const storm = start(STORM, { args: [String(server.port), '100'] })
    const { code, signal } = await storm.exit(60000)
    assert.equal(storm.stderr, '')
    assert.equal(signal, null)
    assert.equal(code, 0)
    assert.deepEqual(storm.messages, [{ terminated: 100, alive: 'alive' }])
    await eventually(async () => (await server.clients()).length === 0, 'all connections to close')
  })
})
