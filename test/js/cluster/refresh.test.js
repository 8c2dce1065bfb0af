'use strict'

const assert = require('node:assert/strict')
const { setTimeout: sleep } = require('node:timers/promises')
const { Redis, useClients } = require('../../helpers/client')
const { useFakeServers } = require('../../helpers/fake_server')
const { aggregate, bulk } = require('../../helpers/resp')
const { event, eventually } = require('../../helpers/wait')

const INTERVAL = 20

describe('slotsRefreshInterval', () => {
  const clients = useClients()
  const startFake = useFakeServers()

  it('asks no more often after a reconnect for which a question was under way', async () => {
    let isSilent = false
    const fake = await startFake({ replies: { cluster: () => isSilent ? '' : map() } })
    const map = () => aggregate('*', [aggregate('*', [':0\r\n', ':16383\r\n', aggregate('*', [bulk('127.0.0.1'), `:${fake.port}\r\n`])])])
    const cluster = clients.add(new Redis.Cluster([{ host: '127.0.0.1', port: fake.port }], {
      enableReadyCheck: false, slotsRefreshInterval: INTERVAL, slotsRefreshTimeout: 60000
    }))
    const { refreshSlotsCache } = cluster
    let questions = 0
    cluster.refreshSlotsCache = (callback) => {
      questions += 1
      refreshSlotsCache.call(cluster, callback)
    }
    await event(cluster, 'ready')
    isSilent = true
    const asked = () => fake.received.flat().filter(([name]) => name === 'cluster').length
    const before = asked()
    await eventually(() => asked() > before, 'a question')
    const ready = event(cluster, 'ready')
    cluster.disconnect(true)
    await event(cluster, 'connecting')
    await sleep(INTERVAL)
    fake.broadcast(map())
    await ready
    questions = 0
    await eventually(() => questions > 0, 'the next question')
    // Another one would come in this time, since it waits for no answer.
    await sleep(10 * INTERVAL)
    assert.equal(questions, 1)
  })
})
