'use strict'

const { publicUrl } = require('../support/public_url')
const { isOther } = require('./bus')
const { URL_OPTION, connect, explain, serverUrl } = require('./connect')
const { Failure } = require('./errors')
const { examine } = require('./doctor_checks')

const TITLE = 15
const PATIENCE = 5000 // ms for one reply; the server may stop to answer at any time
const MARKS = {
  ok: ['green', 'ok'],
  note: ['blue', 'note'],
  warn: ['yellow', 'warn'],
  bad: ['red', 'BAD']
}

/** Pub/sub works, or does not: the last line. */
function verdict (findings) {
  if (findings.some(({ level }) => level === 'bad')) return 'Pub/sub does not work here: see BAD above.'
  const warnings = findings.filter(({ level }) => level === 'warn').length
  if (warnings === 0) return 'Pub/sub works here.'
  return `Pub/sub works here; ${warnings === 1 ? 'one thing' : `${warnings} things`} may hurt: see warn above.`
}

function show ({ level, title, text, fix }, terminal) {
  const [style, mark] = MARKS[level]
  terminal.out(`${terminal.paint(style, mark.padEnd(5))} ${title.padEnd(TITLE)}${text}\n`)
  if (fix) terminal.out(`${' '.repeat(6 + TITLE)}${terminal.paint('bold', `→ ${fix}`)}\n`)
}

/** All findings, or the one that there is no connection. */
async function * findAll (url, channel) {
  let redis
  try {
    // A user without the right to INFO is no reason for the client to warn: a check tells it.
    redis = await connect(url, { commandTimeout: PATIENCE, enableReadyCheck: false })
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const { text, hint } = explain(error.cause, url)
    yield { level: 'bad', title: 'connection', text, ...(hint ? { fix: hint } : {}) }
    return
  }
  yield { level: 'ok', title: 'connection', text: 'made' }
  try {
    yield * examine(redis, channel)
  } catch (error) {
    yield { level: 'bad', title: 'connection', text: explain(error).text }
  } finally {
    redis.disconnect()
  }
}

module.exports = {
  summary: 'looks whether pub/sub works with a server, and what to fix',
  usage: ['[options]'],
  options: {
    url: URL_OPTION,
    channel: { type: 'string', short: 'c', value: 'NAME', text: 'try it with this channel; default: hicast:doctor, or hicast.doctor' },
    json: { type: 'boolean', short: 'j', text: 'print {"ok", "url", "findings"} instead' }
  },
  details: `Looks at the version, protocol and mode of the server, at latency, at the user's rights (ACL) for the
channel, at the limits for slow subscribers and for clients, and sends one message to itself on the channel.
It changes nothing. Of another broker than Redis (nats: amqp: kafka: mem:) it tells what hicast/bus can do there, and sends
messages to itself; RabbitMQ and Kafka then have the exchange, or the topic, that the bus uses. Exit code 1 means that something keeps pub/sub from working; each finding that calls for
action says which.`,

  async run ({ values, terminal }) {
    const url = serverUrl(values.url)
    if (!values.json) terminal.out(`${terminal.paint('bold', publicUrl(url))}\n\n`)
    const findings = []
    const find = isOther(url) ? require('./doctor_bus').findAllOfBus : findAll
    for await (const finding of find(url, values.channel ?? (isOther(url) ? 'hicast.doctor' : 'hicast:doctor'))) {
      findings.push(finding)
      if (!values.json) show(finding, terminal)
    }
    const isOk = findings.every(({ level }) => level !== 'bad')
    if (values.json) terminal.out(`${JSON.stringify({ ok: isOk, url: publicUrl(url), findings }, null, 2)}\n`)
    else terminal.out(`\n${verdict(findings)}\n`)
    return isOk ? 0 : 1
  }
}
