'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { Redis } = require('hicast')
const { connect: connectBus } = require('hicast/bus')
const { WebSocket } = require('ws')
const { HubServers } = require('../../helpers/hubs')
const { useProxies } = require('../../helpers/proxy')
const { RedisServer, useRedis } = require('../../helpers/redis_server')
const { eventually, sleep } = require('../../helpers/wait')

const BROWSERS = 40
const PATIENCE = { timeout: 90000, interval: 20 }
const HEARTBEAT = { interval: 300, timeout: 500 }

describe('hub: the broker is away', function () {
  this.timeout(240000)
  const clients = []
  let servers
  let connect

  before(async () => { ({ connect } = await import('hicast/hub/client')) })
  afterEach(close)

  /** Before the broker goes: while it is away, closing takes longer. */
  async function close () {
    for (const client of clients.splice(0)) client.close()
    await servers?.close()
    servers = null
  }

  /** Browsers with hicast/hub/client at these servers, all in one room. */
  async function browsers (...all) {
    for (let i = 0; i < BROWSERS; i++) {
      const client = connect(`ws://127.0.0.1:${all[i % all.length].port}/?user=u${i}&rooms=r`, { WebSocket, base: 50, cap: 500 })
      client.heard = []
      client.gaps = []
      client.on('message', (data) => client.heard.push(data))
      client.on('gap', (gap) => client.gaps.push(gap))
      clients.push(client)
    }
    await eventually(() => clients.every(({ state }) => state === 'open'), 'all to be connected', PATIENCE)
  }

  /** Sends numbers until it is stopped. Gives those that the broker has confirmed. */
  function stream (hub) {
    const confirmed = []
    const state = { isOn: true }
    const done = (async () => {
      for (let n = 0; state.isOn; n++) {
        await hub.toRoom('r').send(n).then(() => confirmed.push(n), () => {})
        await sleep(5)
      }
    })()
    return { confirmed, async stop () { state.isOn = false; await done } }
  }

  const reached = (confirmed) => clients.every(({ heard }) => heard.includes(confirmed.at(-1)))

  /** Each once and in order; and all that were confirmed, unless a gap was told. */
  function check (confirmed, { hasGap }) {
    for (const { heard, gaps } of clients) {
      assert.deepEqual(heard, [...new Set(heard)].sort((a, b) => a - b))
      if (hasGap) {
        assert.ok(gaps.length > 0)
      } else {
        const got = new Set(heard)
        assert.deepEqual(confirmed.filter((n) => !got.has(n)), [])
        assert.deepEqual(gaps, [])
      }
    }
  }

  describe('killed, and started again', () => {
    let redis
    let folder

    beforeEach(async () => {
      folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hicast-hub-'))
      redis = new RedisServer({ args: ['--appendonly', 'yes', '--appendfsync', 'always', '--dir', folder] })
      await redis.start()
    })
    afterEach(async () => {
      await close()
      await redis.stop()
      fs.rmSync(folder, { recursive: true, force: true })
    })

    it('nothing is lost or doubled where there is a history', async () => {
      servers = new HubServers(() => connectBus(`redis://127.0.0.1:${redis.port}`))
      const [a, b, c] = [await servers.start(), await servers.start(), await servers.start()]
      await browsers(a, b)
      const { confirmed, stop } = stream(c.hub)
      for (let round = 0; round < 2; round++) {
        const before = confirmed.length
        await eventually(() => confirmed.length > before + 50, 'some to be confirmed', PATIENCE)
        await redis.kill()
        await sleep(200)
        await redis.start()
      }
      const before = confirmed.length
      await eventually(() => confirmed.length > before + 50, 'some to be confirmed', PATIENCE)
      await stop()
      await eventually(() => reached(confirmed), 'the last to reach all', PATIENCE)
      check(confirmed, { hasGap: false })
    })

    it('a gap is told where there is none', async () => {
      servers = new HubServers(() => {
        // Else what was being sent when it died may come twice.
        const client = new Redis({ port: redis.port, host: '127.0.0.1', resendPublish: false })
        client.on('error', () => {})
        return client
      })
      const [a, b] = [await servers.start(), await servers.start()]
      await browsers(a, b)
      const { confirmed, stop } = stream(b.hub)
      await eventually(() => confirmed.length > 50, 'some to be confirmed', PATIENCE)
      await redis.kill()
      await redis.start()
      await eventually(() => clients.every(({ gaps }) => gaps.length > 0), 'all to be told', PATIENCE)
      await stop()
      await b.hub.toRoom('r').send(1e9)
      await eventually(() => clients.every(({ heard }) => heard.at(-1) === 1e9), 'the last to reach all', PATIENCE)
      check(confirmed, { hasGap: true })
    })
  })

  describe('the network is cut', () => {
    const redis = useRedis()
    afterEach(close)
    const proxies = useProxies()

    for (const how of ['rst', 'fin', 'silence']) {
      it(`by ${how}: browsers of the server that is cut off miss nothing, those of the other notice nothing`, async () => {
        const proxy = await proxies(redis)
        const urls = [`redis://127.0.0.1:${proxy.port}`, `redis://127.0.0.1:${redis.port}`]
        let turn = 0
        servers = new HubServers(() => connectBus(urls[turn++ % 2], { redis: { heartbeat: HEARTBEAT } }))
        const [a, b] = [await servers.start(), await servers.start()]
        await browsers(a, b)
        const { confirmed, stop } = stream(b.hub)
        for (let round = 0; round < 2; round++) {
          const before = confirmed.length
          await eventually(() => confirmed.length > before + 50, 'some to be confirmed', PATIENCE)
          if (how === 'silence') {
            const connections = proxy.connections
            proxy.setLink({ blackHole: true })
            await eventually(() => proxy.connections > connections, 'the silence to be noticed', PATIENCE)
            proxy.setLink({})
            proxy.cut('rst')
          } else {
            proxy.cut(how)
          }
        }
        const before = confirmed.length
        await eventually(() => confirmed.length > before + 50, 'some to be confirmed', PATIENCE)
        await stop()
        await eventually(() => reached(confirmed), 'the last to reach all', PATIENCE)
        check(confirmed, { hasGap: false })
      })
    }

    it('where only the answer is lost, what is sent again comes once', async () => {
      const proxy = await proxies(redis)
      servers = new HubServers(() => connectBus(`redis://127.0.0.1:${proxy.port}`))
      const a = await servers.start()
      await browsers(a)
      await a.hub.toRoom('r').send('first')
      const reader = await connectBus(`redis://127.0.0.1:${redis.port}`)
      const kept = async () => {
        const [log] = await reader.native.keys('*}:log')
        return reader.native.xlen(log)
      }
      proxy.setLink({ delay: 500 })
      const sending = a.hub.toRoom('r').send('second')
      await eventually(async () => await kept() === 2, 'it to be kept', PATIENCE)
      proxy.cut('rst')
      proxy.setLink({})
      const { servers: holders } = await sending
      await a.hub.toRoom('r').send('third')
      await eventually(() => clients.every(({ heard }) => heard.at(-1) === 'third'), 'the last to reach all', PATIENCE)
      for (const { heard } of clients) assert.deepEqual(heard, ['first', 'second', 'third'])
      assert.equal(holders, null) // nobody knows any more
      await reader.close()
    })
  })
})
