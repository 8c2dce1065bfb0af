'use strict'

const assert = require('node:assert/strict')
const { isHicast, useClients } = require('../../helpers/client')
const { useRedis, freePort } = require('../../helpers/redis_server')
const { useProcesses } = require('../../helpers/processes')
const { event, sleep } = require('../../helpers/wait')

const FIXTURE = require.resolve('../fixtures/unref')

if (isHicast) {
  describe('unref, ref and disposal', () => {
    const server = useRedis()
    const clients = useClients(server)
    const start = useProcesses()

    async function live (story, port = server.port) {
      const life = start(FIXTURE, { args: [story, String(port)] })
      const { code, signal } = await life.exit(5000)
      assert.deepEqual([code, signal, life.stderr], [0, null, ''])
      return life.messages.filter((message) => !message.isDone)
    }

    it('lets a process end that has a connection', async () => {
      await live('connected')
      await live('before connecting')
    })

    it('lets a process end that waits to connect again', async () => {
      const port = await freePort()
      await live('waiting to retry', port)
      await live('unref before retry', port)
    })

    it('keeps it alive again after ref', async () => {
      const life = start(FIXTURE, { args: ['ref', String(server.port)] })
      await life.message(({ isDone }) => isDone, 'the subscription')
      await sleep(150)
      process.kill(life.pid, 0) // throws when there is no such process
      await life.kill()
    })

    it('disposes at once, or after what was asked', async () => {
      await live('using')
      assert.deepEqual(await live('await using'), [{ reply: 'OK', status: 'end' }])
      assert.deepEqual(await live('await using, unreachable', await freePort()), [{ status: 'end' }])
    })

    it('leaves no iteration waiting', async () => {
      assert.deepEqual(await live('iterating'), [{ message: 'Connection is closed.' }])
    })

    it('is no matter for a client that goes on', async () => {
      const client = clients.create()
      assert.equal(client.hicast.unref(), client.hicast)
      await client.subscribe('a')
      const message = event(client, 'message')
      await server.call('publish', 'a', 'x')
      assert.deepEqual(await message, ['a', 'x'])
      assert.equal(client.hicast.ref(), client.hicast)
    })
  })
}
