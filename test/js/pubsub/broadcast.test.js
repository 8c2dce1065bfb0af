'use strict'

const assert = require('node:assert/strict')
const { useRedis } = require('../../helpers/redis_server')
const { useProcesses } = require('../../helpers/processes')

const SERVER = require.resolve('../fixtures/server_process')
const PUBLISHER = require.resolve('../fixtures/publisher_process')

describe('broadcast', () => {
  const redis = useRedis()
  const start = useProcesses()

  it('brings 10,000 messages to 4 server processes, each once and in order', async function () {
    this.timeout(30000)
    const count = 10000
    const channel = 'user-events'
    const servers = Array.from({ length: 4 }, () =>
      start(SERVER, { args: [String(redis.port), channel, String(count)] }))
    await Promise.all(servers.map((server) =>
      server.message(({ ready }) => ready, 'a server to be subscribed')))

    const publisher = start(PUBLISHER, { args: [String(redis.port), channel, String(count)] })
    const { receivers } = await publisher.message(({ receivers }) => receivers, 'all to be published')
    assert.deepEqual(receivers, Array(count).fill(4))
    assert.deepEqual(await publisher.exit(), { code: 0, signal: null })

    const expected = Array.from({ length: count }, (_, i) =>
      [channel, JSON.stringify({ type: 'logout', userId: i })])
    for (const server of servers) {
      await server.message(({ heard }) => heard, 'a server to hear all')
      // What it has by now: a message that came twice would be in it.
      server.send('report')
      await server.message(({ heard }, i) => heard && i > 1, 'the report')
      assert.deepEqual(server.messages.at(-1).heard, expected)
      server.send('quit')
    }
    for (const server of servers) {
      assert.deepEqual(await server.exit(), { code: 0, signal: null })
      assert.equal(server.stderr, '')
    }
  })
})
