'use strict'

const assert = require('node:assert/strict')
const { EventEmitter } = require('node:events')
const fs = require('node:fs')
const { chromium } = require('playwright-core')
const { createBroker } = require('../../../lib/broker')
const { frame } = require('../../../lib/demo/frame')
const { Journal } = require('../../../lib/demo/journal')
const { startServers } = require('../../../lib/demo/servers')
const { Tab } = require('../../../lib/demo/tab')
const { useCli } = require('../../helpers/cli')
const { plainEnvironment, useRedis } = require('../../helpers/redis_server')
const { event, eventually } = require('../../helpers/wait')

const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome'].map((name) => `/usr/bin/${name}`).find((file) => fs.existsSync(file))
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync']

/** The broker and the three servers of the demo, for the tests of one `describe`. */
function useServers () {
  const demo = { servers: [], broker: null }
  before(async () => {
    demo.broker = await createBroker()
    demo.servers = await startServers(['A', 'B', 'C'], demo.broker.url, 0)
  })
  after(async () => {
    const codes = await Promise.all(demo.servers.map((server) => server.stop()))
    await demo.broker.close()
    assert.deepEqual(codes, [0, 0, 0])
  })
  return demo
}

describe('hicast demo', () => {
  const hicast = useCli()

  describe('in lines', () => {
    const redis = useRedis()

    it('tells its story once, without a Redis', async function () {
      this.timeout(30000)
      const demo = hicast(['demo', '--port', '0'])
      assert.deepEqual(await demo.exit(25000), { code: 0, signal: null })
      assert.equal(demo.stderr, '')
      assert.match(demo.stdout, /through the embedded broker, redis:\/\/127\.0\.0\.1:\d+\n/)
      for (const user of ['ann', 'bob', 'cleo']) assert.match(demo.stdout, new RegExp(`s  ${user} logs out`))
      // ann has a tab at A, where she logs out, and one at B.
      assert.match(demo.stdout, /ann logs out +here, closed 1 tab +[\d.]+ ms, closed 1 tab +[\d.]+ ms, nobody here\n/)
      assert.match(demo.stdout, /30,000 messages published, 90,000 delivered/)
      assert.match(demo.stdout, /^6 of 6 events reached all 3 servers/m)
      // eslint-disable-next-line no-control-regex
      assert.doesNotMatch(demo.stdout, /\x1b/)
    })

    it('uses the server that REDIS_URL names', async function () {
      this.timeout(30000)
      const url = `redis://${redis.host}:${redis.port}`
      const demo = hicast(['demo', '--port', '0'], { env: { REDIS_URL: url } })
      assert.deepEqual(await demo.exit(25000), { code: 0, signal: null })
      assert.match(demo.stdout, new RegExp(`through ${url}$`, 'm'))
      assert.match(await redis.call('info', 'commandstats'), /cmdstat_publish:calls=300\d\d,/)
    })

    it('fails when that server is not there', async () => {
      const demo = hicast(['demo', '--port', '0', '--url', 'redis://127.0.0.1:1'])
      assert.deepEqual(await demo.exit(), { code: 1, signal: null })
      assert.match(demo.stderr, /cannot connect to redis:\/\/127\.0\.0\.1:1: nobody listens there/)
      assert.equal(demo.stdout, '')
    })

    for (const [what, signal] of [['Ctrl-C', 'SIGINT'], ['SIGTERM', 'SIGTERM']]) {
      it(`ends on ${what}, with all its servers`, async () => {
        const demo = hicast(['demo', '--port', '0'])
        await demo.says('ann: hello')
        const pids = [...demo.stdout.matchAll(/^server [ABC] +pid (\d+)/gm)].map(([, pid]) => Number(pid))
        assert.equal(pids.length, 3)
        assert.deepEqual(await demo.end(signal), { code: 0, signal: null })
        assert.equal(demo.stderr, '')
        for (const pid of pids) assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' })
      })
    }

    it('refuses a port that is none', async () => {
      const demo = hicast(['demo', '--port', '65534'])
      assert.deepEqual(await demo.exit(), { code: 2, signal: null })
      assert.match(demo.stderr, /--port must be a number/)
    })
  })

  describe('on the screen', () => {
    const servers = ['A', 'B', 'C'].map((name, i) =>
      Object.assign(new EventEmitter(), { name, url: `http://127.0.0.1:${4001 + i}/`, pid: 100 + i }))

    function picture (columns, rows) {
      const journal = new Journal(servers)
      servers[0].emit('presence', { users: { ann: 2 } })
      const happened = { id: 'A1', type: 'logout', user: 'ann', server: 'A' }
      for (const [i, server] of servers.entries()) server.emit('event', { event: happened, ms: i / 2, tabs: 2 - i })
      return frame({ journal, servers, label: 'broker: here', columns, rows, paint: (style, text) => text })
    }

    it('shows each server, who is there, and what happens', () => {
      const lines = picture(120, 40)
      const text = lines.join('\n')
      for (const { name, url, pid } of servers) {
        assert.ok(text.includes(`server ${name}`))
        assert.ok(text.includes(url.slice(0, -1)))
        assert.ok(text.includes(`process ${pid}`))
      }
      assert.match(text, /ann ●●/)
      assert.match(text, /▼ log out +▲ +▲/)
      assert.match(text, /A: ann logs out/)
      assert.match(text, /here, closed 2 tabs +0\.50 ms, closed 1 tab +1\.00 ms, nobody here/)
    })

    it('lives until Ctrl-C, and leaves the terminal as it was', async function () {
      this.timeout(30000)
      const demo = hicast(['demo', '--port', '0'], { isTerminal: true })
      await demo.says('server A')
      await demo.says(/[1-9]\d* out\/s {2}1,\d+ in\/s/) // the traffic
      await demo.says('ann: hello', 15000)
      demo.child.stdin.write('\x03')
      assert.equal((await demo.exit()).code, 0)
      assert.ok(demo.stdout.startsWith('\x1b[?1049h\x1b[?25l'))
      assert.match(demo.stdout.slice(demo.stdout.lastIndexOf('\x1b[?1049l')), /\d events? reached all 3 servers/)
    })

    it('stays within the terminal', () => {
      for (const [columns, rows] of [[120, 40], [95, 20], [60, 10], [20, 5]]) {
        const lines = picture(columns, rows)
        assert.ok(lines.length <= rows)
        for (const line of lines) assert.ok([...line].length <= columns, `${columns}: ${line}`)
      }
    })
  })

  describe('its servers', () => {
    const demo = useServers()

    it('drop all tabs of a user who logs out, and no others', async () => {
      const [a, b, c] = demo.servers
      const tabs = [new Tab(a, 'dora'), new Tab(b, 'dora'), new Tab(c, 'dora'), new Tab(c, 'dorothy')]
      for (const tab of tabs) await tab.login()
      const closed = tabs.slice(0, 3).map((tab) => event(tab, 'close'))
      tabs[1].logOutEverywhere()
      await Promise.all(closed)
      assert.deepEqual(tabs.map(({ isLoggedOut }) => isLoggedOut), [true, true, true, false])
      const heard = event(tabs[3], 'said')
      tabs[3].say('still here')
      assert.equal((await heard)[0].text, 'still here')
      tabs[3].close()
    })

    it('take no name that is none', async () => {
      const tab = new Tab(demo.servers[0], '<b>')
      const refused = event(tab, 'refused')
      tab.login().catch(() => {})
      assert.match((await refused)[0].text, /letters, digits/)
      tab.close()
    })

    it('refuse the tab of a foreign page', async () => {
      const { url } = demo.servers[0]
      const { WebSocket } = require('ws')
      const socket = new WebSocket(`${url.replace('http', 'ws')}tab`, { origin: 'http://evil.example' })
      const [error] = await event(socket, 'error')
      assert.match(error.message, /401/)
    })

    it('serve nothing but the page', async () => {
      const { url } = demo.servers[0]
      const get = async (path, options) => (await fetch(url + path, options)).status
      assert.equal(await get('', {}), 200)
      assert.equal(await get('style.css', {}), 200)
      assert.equal(await get('server.js', {}), 404)
      assert.equal(await get('..%2fserver.js', {}), 404)
      assert.equal(await get('', { method: 'POST' }), 405)
    })
  })

  describe('its page', () => {
    const demo = useServers()
    let browser

    before(async function () {
      this.timeout(30000)
      // Without the sanitizer that may be preloaded for the addon.
      browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS, env: plainEnvironment() })
    })
    after(() => browser.close())

    const complaints = []
    let contexts = []

    async function open (server, options) {
      const context = await browser.newContext(options)
      contexts.push(context)
      const page = await context.newPage()
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => complaints.push(message.text()))
      page.on('request', (request) => {
        if (new URL(request.url()).hostname !== '127.0.0.1') complaints.push(request.url())
      })
      await page.goto(server.url)
      await page.getByText('connected', { exact: true }).waitFor()
      return page
    }

    async function login (page, name) {
      await page.getByLabel('Name').fill(name)
      await page.getByRole('button', { name: 'Log in' }).click()
      await page.getByRole('heading', { name: `Logged in as ${name}` }).waitFor()
    }

    afterEach(async () => {
      for (const context of contexts) await context.close()
      contexts = []
      assert.deepEqual(complaints.splice(0), [])
    })

    it('shows a message that was written at another server', async function () {
      this.timeout(30000)
      const [a, b] = [await open(demo.servers[0]), await open(demo.servers[1])]
      await login(a, 'ann')
      await login(b, 'bob')
      await a.getByLabel('Message', { exact: true }).fill('<i>hello</i> from A')
      await a.getByRole('button', { name: 'Send' }).click()
      const message = b.getByRole('log').getByRole('listitem').filter({ hasText: '<i>hello</i> from A' })
      await message.waitFor()
      assert.match(await message.innerText(), /^ann from server A, [\d.]+ ms/)
      assert.match(await a.getByRole('log').innerText(), /ann from this server/)
      // Both know who is where.
      for (const page of [a, b]) {
        await page.getByRole('row', { name: /^ann( \(you\))? 1 tab – –$/ }).waitFor()
        await page.getByRole('row', { name: /^bob( \(you\))? – 1 tab –$/ }).waitFor()
      }
    })

    it('is logged out when its user logs out at another server', async function () {
      this.timeout(30000)
      const [a, b, c] = [await open(demo.servers[0]), await open(demo.servers[1]), await open(demo.servers[2])]
      await login(a, 'ann')
      await login(b, 'ann')
      await login(c, 'cleo')
      await a.getByRole('button', { name: 'Log out everywhere' }).click()
      await b.getByRole('alert').filter({ hasText: /ann logged out on server A; this server knew [\d.]+ ms later/ }).waitFor()
      await b.getByRole('button', { name: 'Log in' }).waitFor()
      await a.getByRole('alert').filter({ hasText: /ann logged out here/ }).waitFor()
      assert.equal(await c.getByRole('heading', { name: 'Logged in as cleo' }).isVisible(), true)
      await eventually(async () => await c.getByRole('row', { name: /^ann/ }).count() === 0, 'ann to be gone')
      // The name is still there: one click logs in again.
      await b.getByRole('button', { name: 'Log in' }).click()
      await b.getByRole('heading', { name: 'Logged in as ann' }).waitFor()
    })

    it('takes the name along to the other servers', async function () {
      this.timeout(30000)
      const page = await open(demo.servers[0])
      await login(page, 'zoe')
      const [other] = await Promise.all([
        page.context().waitForEvent('page'),
        page.getByRole('link', { name: 'Server B' }).click()
      ])
      await other.getByRole('heading', { name: 'Server B' }).waitFor()
      await eventually(async () => await other.getByLabel('Name').inputValue() === 'zoe', 'the name')
    })

    it('says what is wrong with a name', async function () {
      this.timeout(30000)
      const page = await open(demo.servers[0])
      await page.getByLabel('Name').fill('<b>')
      await page.getByRole('button', { name: 'Log in' }).click()
      await page.getByRole('alert').filter({ hasText: '1 to 20 letters' }).waitFor()
    })

    it('fits on a phone', async function () {
      this.timeout(30000)
      const page = await open(demo.servers[0], { viewport: { width: 360, height: 740 } })
      await login(page, 'a name of 20 letters')
      await page.getByRole('row', { name: /a name of 20 letters/ }).waitFor()
      const { width, room } = await page.evaluate('({ width: document.documentElement.scrollWidth, room: innerWidth })')
      assert.ok(width <= room, `${width} > ${room}`)
    })
  })
})
