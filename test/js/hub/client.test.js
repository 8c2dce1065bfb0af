'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const http = require('node:http')
const zlib = require('node:zlib')
const { WebSocket } = require('ws')
const { useChromium } = require('../../helpers/chromium')
const { useHubs } = require('../../helpers/hubs')
const { useRedis } = require('../../helpers/redis_server')
const { event, eventually } = require('../../helpers/wait')

const FILE = require.resolve('hicast/hub/client')

describe('hub client', () => {
  const redis = useRedis()
  const servers = useHubs(redis)
  const clients = []
  let connect

  before(async () => { ({ connect } = await import('hicast/hub/client')) })
  afterEach(() => { for (const client of clients.splice(0)) client.close() })

  function open (server, query = '', options = {}) {
    const client = connect(`ws://127.0.0.1:${server.port}/?${query}`, { WebSocket, base: 10, ...options })
    clients.push(client)
    client.heard = []
    client.gaps = []
    client.on('message', (data, about) => client.heard.push([data, about]))
    client.on('gap', (gap) => client.gaps.push(gap))
    return client
  }

  /** @returns {Promise} when the client is open */
  const opened = (client) => eventually(() => client.state === 'open', 'the client is open')

  it('is small', () => {
    assert.ok(zlib.gzipSync(fs.readFileSync(FILE)).length <= 3 * 1024)
  })

  it('gives what was sent, and to whom', async () => {
    const a = await servers.start()
    const client = open(a, 'user=ann&rooms=r')
    await opened(client)
    await a.hub.toUser('ann').send({ hi: 1 })
    await a.hub.toRoom('r').send('text "with" ä\n')
    await a.hub.toAll().send(Buffer.from([0, 255]))
    await eventually(() => client.heard.length === 3, 'three messages')
    assert.deepEqual(client.heard, [
      [{ hi: 1 }, { topic: 'u:ann', user: 'ann' }],
      ['text "with" ä\n', { topic: 'r:r', room: 'r' }],
      [new Uint8Array([0, 255]), { topic: 'a' }]
    ])
  })

  it('gives what the app sends by the socket itself as it is', async () => {
    const a = await servers.start()
    const client = open(a, 'user=ann')
    await opened(client)
    await eventually(() => a.seats.length === 1, 'the seat')
    const own = ['text', 'null', '7', '{"a":1}', Buffer.from('{"hicast":{}}')]
    for (const data of own) a.seats[0].socket.send(data)
    await a.hub.toUser('ann').send('end')
    await eventually(() => client.heard.at(-1)?.[0] === 'end', 'the end')
    assert.deepEqual(client.heard, [...own.map((data) => [data, { topic: null }]), ['end', { topic: 'u:ann', user: 'ann' }]])
  })

  it('sends to the app, which does not hear what is said to the hub', async () => {
    const heard = []
    const a = await servers.start({ authorize: () => true }, { onMessage: (data) => heard.push(data.toString()) })
    const client = open(a)
    await opened(client)
    client.send({ a: 1 })
    client.send('text')
    await client.join('r')
    await eventually(() => heard.length === 2, 'two messages')
    assert.deepEqual(heard, ['{"a":1}', 'text'])
  })

  it('joins the rooms that the app allows, and no other', async () => {
    const a = await servers.start({ authorize: (seat, room) => room.startsWith('open') })
    const client = open(a)
    await opened(client)
    await client.join('open 1')
    assert.equal((await a.hub.toRoom('open 1').send('in')).servers, 1)
    await assert.rejects(client.join('secret'), /not allowed/)
    assert.equal((await a.hub.toRoom('secret').send('x')).servers, 0)
    await eventually(() => client.heard.length === 1, 'the message')
    assert.equal((await client.presence('open 1')).length, 1)
    await assert.rejects(client.presence('secret'), /not allowed/)
    await client.leave('open 1')
    await eventually(async () => (await a.hub.toRoom('open 1').send('x')).servers === 0, 'it has left')
  })

  it('joins nothing by itself unless the app says how', async () => {
    const a = await servers.start()
    const client = open(a)
    await opened(client)
    await assert.rejects(client.join('r'), /not allowed/)
  })

  it('comes back, into its rooms, and is told of the gap', async () => {
    const a = await servers.start({ authorize: () => true })
    const client = open(a)
    await opened(client)
    await client.join('r')
    const closed = new Promise((resolve) => client.on('close', resolve))
    a.seats[0].socket.terminate()
    assert.equal((await closed).willReconnect, true)
    await opened(client)
    await eventually(async () => (await a.hub.toRoom('r').send('again')).servers === 1, 'it is in the room')
    await eventually(() => client.heard.some(([data]) => data === 'again'), 'the message')
    assert.deepEqual(client.gaps, [{ topic: null, reason: 'the connection was lost' }])
  })

  it('does not come back when the app has closed it', async () => {
    const a = await servers.start()
    const client = open(a, 'user=u')
    await opened(client)
    const closed = new Promise((resolve) => client.on('close', resolve))
    await a.hub.disconnectUser('u', 4001, 'logged out')
    assert.deepEqual(await closed, { code: 4001, reason: 'logged out', willReconnect: false })
    assert.equal(client.state, 'closed')
  })

  describe('in a browser', function () {
    this.timeout(120000)
    const chromium = useChromium()
    let site

    before(async () => {
      site = http.createServer((request, response) => {
        const isModule = request.url === '/client.mjs'
        response.setHeader('content-type', isModule ? 'text/javascript' : 'text/html')
        response.end(isModule ? fs.readFileSync(FILE) : '<!doctype html><title>test</title>')
      })
      site.listen(0, '127.0.0.1')
      await event(site, 'listening')
    })

    after(() => site?.close())

    it('works as a module, over WebSockets', async () => {
      const [a, b] = [await servers.start(), await servers.start()]
      const page = await chromium.browser.newPage()
      await page.goto(`http://127.0.0.1:${site.address().port}/`)
      await page.evaluate(async (url) => {
        const { connect } = await import('/client.mjs')
        window.heard = []
        window.hub = connect(url)
        window.hub.on('message', (data, about) => window.heard.push([data, about.user]))
        await new Promise((resolve) => window.hub.on('open', resolve))
      }, `ws://127.0.0.1:${b.port}/?user=ann`)
      assert.deepEqual(await a.hub.toUser('ann').send({ hi: 'ä' }), { servers: 1 })
      await page.waitForFunction(() => window.heard.length === 1)
      assert.deepEqual(await page.evaluate(() => window.heard), [[{ hi: 'ä' }, 'ann']])
      await page.close()
    })

    it('has event streams beside it', async () => {
      const [a, b] = [await servers.start(), await servers.start()]
      const page = await chromium.browser.newPage()
      await page.goto(`http://127.0.0.1:${site.address().port}/`)
      b.http.prependListener('request', (request, response) => response.setHeader('access-control-allow-origin', '*'))
      await page.evaluate((url) => new Promise((resolve) => {
        window.heard = []
        window.source = new globalThis.EventSource(url)
        window.source.onmessage = ({ data }) => window.heard.push(data)
        window.source.addEventListener('hicast', resolve)
      }), `http://127.0.0.1:${b.port}/events?user=ann`)
      await a.hub.toUser('ann').send('two\nlines')
      await a.hub.toUser('ann').send({ n: 1 })
      await page.waitForFunction(() => window.heard.length === 2)
      assert.deepEqual(await page.evaluate(() => window.heard), ['two\nlines', '{"n":1}'])
      await page.close()
    })
  })
})
