'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const { Tab } = require('../../../lib/demo/tab')
const { useChromium } = require('../../helpers/chromium')
const { useDemoServers } = require('../../helpers/demo')
const { event } = require('../../helpers/wait')

const AXE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

describe('hicast demo, its page', function () {
  this.timeout(90000)
  const demo = useDemoServers()
  const chromium = useChromium()
  const complaints = []
  const tabs = []
  let contexts = []

  /** The page of the first server, once all three columns are connected. */
  async function open (options) {
    const context = await chromium.browser.newContext(options)
    contexts.push(context)
    const page = await context.newPage()
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => complaints.push(message.text()))
    page.on('request', (request) => {
      if (new URL(request.url()).hostname !== '127.0.0.1') complaints.push(request.url())
    })
    await page.goto(demo.servers[0].url)
    for (const name of ['A', 'B', 'C']) await says(pane(page, name), 'connected')
    return page
  }

  const pane = (page, name) => page.getByRole('region', { name: `Server ${name}`, exact: true })
  const says = (where, state) => where.getByRole('status').filter({ hasText: new RegExp(`^${state}$`) }).waitFor()

  async function write (where, text) {
    await where.getByLabel('Message', { exact: true }).fill(text)
    await where.getByRole('button', { name: 'Send' }).click()
  }

  async function violations (page) {
    await page.evaluate(AXE)
    // A picture in motion has no colours to judge.
    const { violations } = await page.evaluate('axe.run()')
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  }

  afterEach(async () => {
    for (const tab of tabs.splice(0)) tab.close()
    for (const context of contexts) await context.close()
    contexts = []
    assert.deepEqual(complaints.splice(0), [])
  })

  it('has a connection of its own to each server', async () => {
    const page = await open()
    for (const { name, pid, url } of demo.servers) {
      await pane(page, name).getByText(`Process ${pid}, ${new URL(url).host}`).waitFor()
    }
    const tab = new Tab(demo.servers[1], 'zoe')
    tabs.push(tab)
    await tab.login()
    await pane(page, 'B').getByText('On this server: dora, zoe').waitFor()
    await pane(page, 'A').getByText('On this server: dora', { exact: true }).waitFor()
    await pane(page, 'C').getByText('On this server: eli', { exact: true }).waitFor()
  })

  it('shows a message crossing from one server to the others', async () => {
    const page = await open()
    await write(pane(page, 'A'), '<i>hello</i> from A')
    for (const name of ['A', 'B', 'C']) {
      const message = pane(page, name).getByRole('log').locator('.message').filter({ hasText: '<i>hello</i> from A' })
      await message.waitFor()
      assert.match(await message.innerText(), name === 'A' ? /^dora from this server, [\d.]+ ms/ : /^dora from server A, [\d.]+ ms/)
    }
    await page.getByText(/^dora writes on server A\. Reached A after [\d.]+ ms, B after [\d.]+ ms, C after [\d.]+ ms\.$/).waitFor()
  })

  it('closes the columns of who logs out, and no others', async () => {
    const page = await open()
    const [a, b, c] = ['A', 'B', 'C'].map((name) => pane(page, name))
    await a.getByRole('button', { name: 'Log out everywhere' }).click()
    for (const closed of [a, b]) {
      await says(closed, 'logged out')
      await closed.getByText('dora logged out on server A: this connection was closed.').waitFor()
      assert.equal(await closed.getByText('connected', { exact: true }).count(), 0)
      assert.equal(await closed.getByRole('alert').innerText(), '')
    }
    await c.getByText('dora logged out on server A.').waitFor()
    await says(c, 'connected')
    // The name is still there: one click logs in again.
    await b.getByRole('button', { name: 'Log in' }).click()
    await says(b, 'connected')
    await write(c, 'welcome back')
    await b.getByText('welcome back').waitFor()
    assert.equal(await a.getByText('welcome back').count(), 0)
  })

  it('says who ann, bob and cleo are, and hides what they do if asked', async () => {
    const page = await open()
    await page.getByText('ann, bob and cleo are played by the program in your terminal').waitFor()
    const tab = new Tab(demo.servers[2], 'ann')
    tabs.push(tab)
    await tab.login()
    tab.say('played')
    await pane(page, 'A').getByText('played', { exact: true }).waitFor()
    await page.getByLabel('Show what ann, bob and cleo do').uncheck()
    await pane(page, 'A').getByText('played', { exact: true }).waitFor({ state: 'hidden' })
    const closed = event(tab, 'close')
    tab.logOutEverywhere()
    await closed
  })

  it('says what is wrong with a name', async () => {
    const page = await open()
    const a = pane(page, 'A')
    await a.getByRole('button', { name: 'Log out everywhere' }).click()
    await a.getByLabel('Name').fill('<b>')
    await a.getByRole('button', { name: 'Log in' }).click()
    await a.getByRole('alert').filter({ hasText: '1 to 20 letters' }).waitFor()
    await says(a, 'not connected')
  })

  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1280, 390]) {
      it(`is accessible: axe finds nothing, ${colorScheme}, ${width} pixels`, async () => {
        const page = await open({ colorScheme, reducedMotion: 'reduce', viewport: { width, height: 844 } })
        await write(pane(page, 'C'), 'hello')
        await pane(page, 'B').getByText('hello', { exact: true }).waitFor()
        assert.deepEqual(await violations(page), [])
        await pane(page, 'C').getByRole('button', { name: 'Log out everywhere' }).click()
        await says(pane(page, 'C'), 'logged out')
        assert.deepEqual(await violations(page), [])
        const { wide, room } = await page.evaluate('({ wide: document.documentElement.scrollWidth, room: innerWidth })')
        assert.ok(wide <= room, `${wide} > ${room}`)
      })
    }
  }
})
