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

describe('the nodes that are asked for the map of slots', () => {
  const clients = useClients()
  const startFake = useFakeServers()
  const fakes = []
  let isSilent

  const entry = ({ port }) => aggregate('*', [bulk('127.0.0.1'), `:${port}\r\n`])
  const map = () => aggregate('*', [aggregate('*', [':0\r\n', ':16383\r\n', ...fakes.map(entry)])])
  const asked = (fake) => fake.received.flat().filter(([name]) => name === 'cluster').length

  beforeEach(async () => {
    isSilent = false
    fakes.length = 0
    // Once it is confirmed, later never.
    const ssubscribe = [aggregate('>', [bulk('ssubscribe'), bulk('s'), ':1\r\n']), '-TRYAGAIN not yet\r\n']
    fakes.push(await startFake({ replies: { ssubscribe, cluster: () => map() } }))
    fakes.push(await startFake({ replies: { cluster: () => isSilent ? '' : map() } }))
  })

  const connect = async (options) => {
    const cluster = clients.add(new Redis.Cluster(fakes.map(({ port }) => ({ host: '127.0.0.1', port })), {
      enableReadyCheck: false, slotsRefreshTimeout: 200, ...options
    }))
    await event(cluster, 'ready')
    return cluster
  }
  const refresh = (cluster) => new Promise((resolve, reject) => {
    cluster.refreshSlotsCache((error) => error ? reject(error) : resolve())
  })

  it('are not those that did not answer a short time ago', async () => {
    const cluster = await connect()
    isSilent = true
    const failed = event(cluster, 'node error')
    const [, second] = fakes
    for (const before = asked(second); asked(second) === before;) await refresh(cluster)
    await failed
    const before = asked(second)
    for (let i = 0; i < 20; i += 1) await refresh(cluster)
    assert.equal(asked(second), before)
  })

  it('are asked on and on while a shard channel is not heard', async () => {
    const cluster = await connect()
    await cluster.ssubscribe('s')
    const [first] = fakes
    const begin = asked(first) + asked(fakes[1])
    first.broadcast(aggregate('>', [bulk('sunsubscribe'), bulk('s'), ':0\r\n']))
    const questions = () => asked(first) + asked(fakes[1]) - begin
    await eventually(() => questions() >= 7, 'some questions', { timeout: 20000 })
    const before = questions()
    for (let i = 0; i < 4; i += 1) await sleep(1000)
    assert.ok(questions() - before >= 4, `${questions() - before} questions in 4 s`)
  })
})
