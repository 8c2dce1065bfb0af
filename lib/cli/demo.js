'use strict'

const net = require('net')
const { runDemo } = require('../demo')
const { connect } = require('./connect')
const { Failure, UsageError } = require('./errors')
const { onInterrupt } = require('./interrupt')

const SERVERS = 3
const HIGHEST_PORT = 65536 - SERVERS // as many in a row

function readPort (text) {
  if (/^\d{1,5}$/.test(text) && Number(text) <= HIGHEST_PORT) return Number(text)
  throw new UsageError(`--port must be a number from 0 to ${HIGHEST_PORT}, not "${text}"`, 'demo')
}

function isFree (port) {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

/** A port that was asked for, and not one beside it. */
async function checkPorts (first) {
  const ports = first === 0 ? [] : Array.from({ length: SERVERS }, (_, i) => first + i)
  for (const port of ports) {
    if (await isFree(port)) continue
    throw new Failure(`port ${port} is in use`, `The pages are at ${first} to ${first + SERVERS - 1}; "--port 0" takes any free ports`)
  }
}

/** Better said now, and once, than by three processes. */
async function checkServer (url) {
  const redis = await connect(url)
  redis.disconnect()
}

module.exports = {
  summary: 'shows three servers that tell each other what their users do',
  usage: ['[options]'],
  options: {
    url: { type: 'string', short: 'u', value: 'URL', text: 'the server; default: REDIS_URL, or the embedded broker' },
    port: { type: 'string', short: 'p', value: 'PORT', text: 'of the first web page; default: 4001; 0 takes any free ports' },
    once: { type: 'boolean', text: 'tell the story once, in plain lines, and end' }
  },
  details: `Three Node processes, each with users' WebSockets of its own. A user who logs out at one of them is dropped by
all; ann, bob and cleo are played by this program. On a terminal it goes on until Ctrl-C, and each server has
a web page that shows all three side by side: open one, write, and log out. Where the output is no terminal, it
is as with --once.
The exit code says whether every server heard of everything.`,

  async run ({ values, terminal }) {
    const port = readPort(values.port ?? '4001')
    const url = values.url || process.env.REDIS_URL
    if (values.port !== undefined) await checkPorts(port)
    if (url) await checkServer(url)
    const signal = onInterrupt()
    try {
      const isOnce = values.once || !terminal.isTerminal
      return await runDemo({ url, port, isOnce, terminal, signal }) ? 0 : 1
    } finally {
      signal.dispose()
    }
  }
}
