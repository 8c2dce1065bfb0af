'use strict'

const { publicUrl } = require('../support/public_url')
const { Failure, UsageError } = require('./errors')
const { aborted, onInterrupt } = require('./interrupt')

const STATUS_EVERY = 500 // ms
const DEFAULT_PORT = 6379

function readPort (text) {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65535) return Number(text)
  throw new UsageError(`--port must be a number from 0 to 65535, not "${text}"`, 'broker')
}

function brokerOptions ({ port, host, path, auth }) {
  const options = {}
  if (host !== undefined) options.host = host
  if (path !== undefined) options.path = path
  if (auth !== undefined) options.auth = auth
  if (port !== undefined) options.port = readPort(port)
  // A path alone means the socket alone.
  else if (path === undefined || host !== undefined) options.port = DEFAULT_PORT
  return options
}

function explain (error) {
  const { code, message } = error
  if (code === 'EADDRINUSE') return new Failure(message, 'Something listens there already; "--port 0" takes any free port')
  if (code === 'HC_BROKER_AUTH') return new Failure(message, '"--auth PASSWORD" sets one')
  if (code === 'HC_BROKER_OPTION') return new UsageError(message, 'broker')
  return new Failure(message)
}

async function start (options) {
  const { createBroker } = require('../broker')
  try {
    return await createBroker(options)
  } catch (error) {
    if (error.code === undefined) throw error
    throw explain(error)
  }
}

/** What goes through it, on a terminal. */
function showRates (broker, terminal) {
  let before = { ...broker.stats(), at: performance.now() }
  const timer = setInterval(() => {
    const now = { ...broker.stats(), at: performance.now() }
    const rate = (name) => Math.round((now[name] - before[name]) / (now.at - before.at) * 1000).toLocaleString('en')
    terminal.status(`${now.clients} clients, ${now.subscribers} of them subscribed; ` +
      `${rate('published')} published/s, ${rate('delivered')} delivered/s; Ctrl-C ends`)
    before = now
  }, STATUS_EVERY)
  return () => {
    clearInterval(timer)
    terminal.endStatus()
  }
}

module.exports = {
  summary: 'runs a small pub/sub server, so that no Redis is needed',
  usage: ['[options]'],
  options: {
    port: { type: 'string', short: 'p', value: 'PORT', text: 'default: 6379; 0 takes any free port' },
    host: { type: 'string', value: 'HOST', text: 'address to listen at; default: 127.0.0.1; any other one needs --auth' },
    path: { type: 'string', value: 'PATH', text: 'listen at a unix socket; without --port and --host only there' },
    auth: { type: 'string', value: 'PASSWORD', text: 'clients must give this password' }
  },
  details: `Prints its URL, without the password, once clients can connect, and runs until Ctrl-C. It is a broker for
development and tests on one machine: pub/sub, and nothing else of Redis.

Examples
  hicast broker
  hicast broker --port 0
  hicast broker --path /tmp/hicast.sock`,

  async run ({ values, terminal }) {
    const interrupt = onInterrupt()
    const broker = await start(brokerOptions(values))
    terminal.out(`${publicUrl(broker.url)}\n`)
    const stopRates = terminal.isLive ? showRates(broker, terminal) : () => {}
    await aborted(interrupt)
    interrupt.dispose()
    stopRates()
    await broker.close()
  }
}
