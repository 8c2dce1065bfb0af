'use strict'

const { publicUrl } = require('../support/public_url')
const { Journal } = require('./journal')
const { Lines } = require('./lines')
const { Screen } = require('./screen')
const { startServers } = require('./servers')
const { Story, StoryError } = require('./story')

/**
 * The demo: three server processes that tell each other through hicast what
 * their users do, a story told with them, and a web page at each of them.
 */

const NAMES = ['A', 'B', 'C']
const PACE = { once: 150, live: 1200 } // ms between two things that happen
const BURST = 10000 // messages of each server
const TRAFFIC = 500 // messages a second of each server while it is live

async function openBroker (url) {
  if (url) return { url, label: publicUrl(url), close: async () => {} }
  const broker = await require('../broker').createBroker()
  return { url: broker.url, label: `the embedded broker, ${broker.url}`, close: () => broker.close() }
}

/** Told once, in lines. */
async function tellOnce (story, view) {
  await story.tell(PACE.once)
  view.burst(await story.burst(BURST), NAMES.length * BURST)
  view.end(story)
}

/** Told again and again until the signal comes. */
async function tellOn (story, servers) {
  for (const server of servers) server.send({ type: 'traffic', perSecond: TRAFFIC })
  for (;;) await story.tell(PACE.live)
}

/**
 * @param {object} options
 * @param {string} [options.url]  of a server to use in place of the embedded broker
 * @param {number} options.port  of the first page; 0: any
 * @param {boolean} options.isOnce
 * @param {import('../cli/terminal').Terminal} options.terminal
 * @param {AbortSignal} options.signal  ends it
 * @returns {Promise<boolean>}  whether all went as it must
 */
async function runDemo ({ url, port, isOnce, terminal, signal }) {
  const broker = await openBroker(url)
  let servers = []
  let story, view
  try {
    servers = await startServers(NAMES, broker.url, port)
    const journal = new Journal(servers)
    const View = isOnce ? Lines : Screen
    view = new View({ journal, servers, label: broker.label, terminal })
    story = new Story({ servers, journal, signal })
    await (isOnce ? tellOnce(story, view) : tellOn(story, servers))
    return true
  } catch (error) {
    if (error.name === 'AbortError') return true
    if (!(error instanceof StoryError)) throw error
    view.close()
    terminal.err(`hicast: the demo failed: ${error.message}\n`)
    return false
  } finally {
    view?.close(story)
    story?.end()
    await Promise.all(servers.map((server) => server.stop()))
    await broker.close()
  }
}

module.exports = { runDemo }
