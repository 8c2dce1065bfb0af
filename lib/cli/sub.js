'use strict'

const { isUtf8 } = require('buffer')
const { publicUrl } = require('../support/public_url')
const { checkShared, isOther } = require('./bus')
const { URL_OPTION, connect, failed, serverUrl } = require('./connect')
const { UsageError } = require('./errors')
const { aborted, onInterrupt } = require('./interrupt')
const { oneLine } = require('./terminal')

const STATUS_EVERY = 500 // ms

/** @param {Buffer} bytes */
function jsonMessage (bytes) {
  return isUtf8(bytes) ? { message: bytes.toString() } : { base64: bytes.toString('base64') }
}

/** Makes the line of a message. */
function formatter ({ json, channel: withChannel }, terminal) {
  if (json) {
    return (pattern, channel, bytes) => JSON.stringify({
      ...(pattern === null ? {} : { pattern }), channel: channel.toString(), ...jsonMessage(bytes)
    })
  }
  return (pattern, channel, bytes) => {
    const message = oneLine(bytes.toString(), terminal.isTerminal)
    if (!withChannel) return message
    return `${terminal.paint('cyan', oneLine(channel.toString(), terminal.isTerminal))}\t${message}`
  }
}

/** Lines are written once for all messages of a turn of the loop. */
class Printer {
  #terminal
  #lines = []
  #ended = false
  total = 0

  constructor (terminal, limit, onLimit) {
    this.#terminal = terminal
    this.limit = limit
    this.onLimit = onLimit
  }

  /** Whether it takes no more. */
  get isEnded () {
    return this.#ended
  }

  add (line) {
    if (this.#ended) return
    if (this.#lines.push(line) === 1) setImmediate(() => this.flush())
    if (++this.total !== this.limit) return
    this.#ended = true
    this.onLimit()
  }

  flush () {
    if (this.#lines.length === 0) return
    this.#terminal.out(`${this.#lines.join('\n')}\n`)
    this.#lines = []
  }
}

/** Messages a second, and in all, on a terminal. */
function showRate (printer, terminal) {
  let before = { total: 0, at: performance.now() }
  const timer = setInterval(() => {
    const now = { total: printer.total, at: performance.now() }
    const rate = (now.total - before.total) / (now.at - before.at) * 1000
    before = now
    terminal.status(`${Math.round(rate).toLocaleString('en')} messages/s, ` +
      `${now.total.toLocaleString('en')} in all; Ctrl-C ends`)
  }, STATUS_EVERY)
  return () => {
    clearInterval(timer)
    terminal.endStatus()
  }
}

/** Says when it is deaf, and when no longer. */
function tellConnection (redis, url, terminal) {
  let isLost = false
  redis.on('close', () => {
    if (!isLost) terminal.err(`hicast: connection to ${publicUrl(url)} lost, trying again; messages are missed meanwhile\n`)
    isLost = true
  })
  redis.on('ready', () => {
    if (isLost) terminal.err('hicast: connected and subscribed again\n')
    isLost = false
  })
}

async function subscribe (redis, names, { pattern, shard }) {
  try {
    if (pattern) await redis.psubscribe(...names)
    else if (shard) await redis.ssubscribe(...names)
    else await redis.subscribe(...names)
  } catch (error) {
    redis.removeAllListeners('close') // it is not lost
    redis.disconnect()
    throw failed(error, `subscribe to ${names.join(', ')}`)
  }
}

/** @returns {Promise<{ close: () => void }>} */
async function subscribeRedis ({ url, values, names, printer, terminal }) {
  const redis = await connect(url, { retryStrategy: (times) => Math.min(times * 100, 2000) })
  tellConnection(redis, url, terminal)
  const format = formatter(values, terminal)
  redis.on('messageBuffer', (channel, message) => printer.add(format(null, channel, message)))
  redis.on('smessageBuffer', (channel, message) => printer.add(format(null, channel, message)))
  redis.on('pmessageBuffer', (pattern, channel, message) => printer.add(format(pattern, channel, message)))
  await subscribe(redis, names, values)
  return {
    close () {
      redis.removeAllListeners('close')
      redis.disconnect()
    }
  }
}

function readCount (text) {
  if (text === undefined) return Infinity
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text)
  throw new UsageError(`--count must be a positive integer, not "${text}"`, 'sub')
}

module.exports = {
  summary: 'prints what is published, a line a message',
  usage: ['[options] CHANNEL...'],
  positionals: { names: ['CHANNEL'], most: Infinity },
  options: {
    url: URL_OPTION,
    pattern: { type: 'boolean', short: 'p', text: 'the names are patterns, as in "user:*" (PSUBSCRIBE)' },
    shard: { type: 'boolean', short: 's', text: 'the names are shard channels (SSUBSCRIBE)' },
    channel: { type: 'boolean', short: 'c', text: 'print the channel and a tab before each message' },
    json: { type: 'boolean', short: 'j', text: 'print {"channel": ..., "message": ...} for each message' },
    count: { type: 'string', short: 'n', value: 'N', text: 'end after so many messages' },
    from: { type: 'string', short: 'f', value: 'WHERE', text: 'read the log of the channel: from new, first, last, a seq, or a time' },
    group: { type: 'string', short: 'g', value: 'NAME', text: 'as a member of that group: each message goes to one of it' }
  },
  details: `Line breaks in a message are printed as \\n and \\r; on a terminal, other control characters as \\x1b
and the like. With --json a message that is not UTF-8 has "base64" instead of "message", and one that came
by a pattern has "pattern" as well. Ends on Ctrl-C. A connection that is lost is made again; standard error
says so. On a terminal the rate is shown below.

With --from, --group, and a URL of another broker than Redis (nats: amqp: kafka:) it works as hicast/bus does: patterns are
"room.*" and "room.>", with --json there are headers, key, id, seq, time and deliveries where the broker tells them.

Examples
  hicast sub user-events
  hicast sub --count 2 user-events
  hicast sub --pattern 'room:*' --json | jq .message
  hicast sub --url nats://127.0.0.1:4222 'room.>'
  hicast sub --url amqp://127.0.0.1 --group billing orders
  hicast sub --from first orders`,

  async run ({ values, positionals: names, terminal }) {
    if (values.pattern && values.shard) throw new UsageError('--pattern and --shard exclude each other', 'sub')
    const limit = readCount(values.count)
    const url = serverUrl(values.url)
    const isBus = isOther(url) || values.from !== undefined || values.group !== undefined
    if (isBus) checkShared(url, 'sub')
    if (isBus && values.shard) throw new UsageError('--shard is for Redis alone, without --from and --group', 'sub')
    const interrupt = onInterrupt()
    const counted = new AbortController()
    const printer = new Printer(terminal, limit, () => counted.abort())
    let failure = null
    const onError = (error) => {
      failure ??= error
      counted.abort()
    }
    const open = isBus ? require('./sub_bus').subscribeBus : subscribeRedis
    const connection = await open({ url, values, names, printer, terminal, onError })
    const stopRate = terminal.isLive ? showRate(printer, terminal) : () => {}

    await Promise.race([aborted(interrupt), aborted(counted.signal)])
    interrupt.dispose()
    await connection.close()
    stopRate()
    printer.flush()
    if (failure !== null) throw failure
  }
}
