'use strict'

const assert = require('node:assert/strict')
const { EventEmitter } = require('node:events')
const { frame } = require('../../../lib/demo/frame')
const { Journal } = require('../../../lib/demo/journal')
const { Tab } = require('../../../lib/demo/tab')
const { useCli } = require('../../helpers/cli')
const { useDemoServers } = require('../../helpers/demo')
const { useRedis } = require('../../helpers/redis_server')
const { event } = require('../../helpers/wait')

describe('hicast demo', () => {
  const hicast = useCli()

  describe('in lines', () => {
    const redis = useRedis()

    it('tells its story once, without a Redis', async function () {
      this.timeout(60000)
      const demo = hicast(['demo', '--port', '0'])
      assert.deepEqual(await demo.exit(50000), { code: 0, signal: null })
      assert.equal(demo.stderr, '')
      assert.match(demo.stdout, /through the embedded broker, redis:\/\/127\.0\.0\.1:\d+\n/)
      assert.match(demo.stdout, /ann, bob and cleo are users whom this program plays/)
      for (const user of ['ann', 'bob', 'cleo']) assert.match(demo.stdout, new RegExp(`s  ${user} logs out`))
      // ann has a tab at A, where she logs out, and one at B.
      assert.match(demo.stdout, /ann logs out +here, closed 1 tab +[\d.]+ ms, closed 1 tab +[\d.]+ ms, nobody here\n/)
      assert.match(demo.stdout, /30,000 messages published, 90,000 delivered/)
      assert.match(demo.stdout, /^6 of 6 events reached all 3 servers/m)
      // eslint-disable-next-line no-control-regex
      assert.doesNotMatch(demo.stdout, /\x1b/)
    })

    it('uses the server that REDIS_URL names', async function () {
      this.timeout(60000)
      const url = `redis://${redis.host}:${redis.port}`
      const demo = hicast(['demo', '--port', '0'], { env: { REDIS_URL: url } })
      assert.deepEqual(await demo.exit(50000), { code: 0, signal: null })
      assert.match(demo.stdout, new RegExp(`through ${url}$`, 'm'))
      assert.match(await redis.call('info', 'commandstats'), /cmdstat_publish:calls=30[01]\d\d,/)
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
      this.timeout(60000)
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
    const demo = useDemoServers()

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
      const closed = event(tab, 'close')
      tab.login().catch(() => {})
      const [{ code, reason, willReconnect }] = await closed
      assert.deepEqual([code, willReconnect], [4400, false])
      assert.match(reason, /letters, digits/)
    })

    it('refuse the tab of a foreign page, and take those of each other', async () => {
      const { WebSocket } = require('ws')
      const [a, b] = demo.servers
      const open = (origin) => new WebSocket(`${a.url.replace('http', 'ws')}live?user=x`, { origin })
      const [error] = await event(open('http://evil.example'), 'error')
      assert.match(error.message, /401/)
      const socket = open(new URL(b.url).origin)
      await event(socket, 'open')
      socket.terminate()
    })

    it('serve nothing but the page', async () => {
      const { url } = demo.servers[0]
      const get = async (path, options) => (await fetch(url + path, options)).status
      assert.equal(await get('', {}), 200)
      assert.equal(await get('style.css', {}), 200)
      assert.equal(await get('hub-client.js', {}), 200)
      assert.equal(await get('server.js', {}), 404)
      assert.equal(await get('..%2fserver.js', {}), 404)
      assert.equal(await get('', { method: 'POST' }), 405)
    })
  })
})
