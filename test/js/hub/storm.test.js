'use strict'

const assert = require('node:assert/strict')
const { connect: connectBus } = require('hicast/bus')
const { createHub } = require('hicast/hub')
const { WebSocket } = require('ws')
const { useProcesses } = require('../../helpers/processes')
const { useRedis } = require('../../helpers/redis_server')
const { eventually, sleep } = require('../../helpers/wait')

const SERVER = require.resolve('./fixtures/server')
const BROWSERS = 300
const MESSAGES = 600

describe('hub: servers and the broker die', function () {
  this.timeout(180000)

  const redis = useRedis()
  const start = useProcesses()
  const clients = []
  let connect
  let bus
  let hub

  before(async () => { ({ connect } = await import('hicast/hub/client')) })

  afterEach(async () => {
    for (const client of clients.splice(0)) client.close()
    await hub?.close()
    await bus?.close()
  })

  function browser (ports, i) {
    let turn = i
    class Socket extends WebSocket {
      constructor (address) {
        super(address.replace(/:PORT/, `:${ports[turn++ % ports.length]}`))
      }
    }
    const client = connect(`ws://127.0.0.1:PORT/?user=u${i}`, { WebSocket: Socket, base: 100, cap: 1000 })
    client.heard = []
    client.gaps = []
    client.on('message', (n) => client.heard.push(n))
    client.on('gap', (gap) => client.gaps.push(gap))
    clients.push(client)
    return client
  }

  it('and each browser gets each message once, in order', async () => {
    const url = `redis://127.0.0.1:${redis.port}`
    const servers = [start(SERVER, { args: [url] }), start(SERVER, { args: [url] }), start(SERVER, { args: [url] })]
    const ports = []
    for (const server of servers) ports.push((await server.message(({ port }) => port > 0, 'its port', 60000)).port)
    bus = await connectBus(url)
    hub = createHub(bus)
    for (let i = 0; i < BROWSERS; i++) browser(ports, i)
    await eventually(() => clients.every(({ state }) => state === 'open'), 'all are connected', { timeout: 60000 })
    // Everybody has seen something, and so has a place to go on from.
    await hub.toRoom('r').send(0)
    await eventually(() => clients.every(({ heard }) => heard.length === 1), 'the first message', { timeout: 60000 })
    for (let n = 1; n <= MESSAGES; n++) {
      await hub.toRoom('r').send(n)
      if (n === 150) servers[1].kill('SIGKILL')
      if (n === 300) await redis.call('CLIENT', 'KILL', 'TYPE', 'pubsub')
      if (n % 10 === 0) await sleep(10)
    }
    await eventually(() => clients.every(({ heard }) => heard.at(-1) === MESSAGES), 'all have the last', { timeout: 120000 })
    const all = Array.from({ length: MESSAGES + 1 }, (_, n) => n)
    for (const { heard, gaps } of clients) {
      assert.deepEqual(heard, all)
      assert.deepEqual(gaps, [])
    }
    assert.equal((await hub.toUser('u1').send(-1)).servers, 1)
  })
})
