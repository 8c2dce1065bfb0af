'use strict'

const { explain } = require('./connect')
const { ask, config, finding } = require('./doctor_ask')
const { rights } = require('./doctor_rights')

/**
 * What `hicast doctor` looks at. A check is given the patient and returns
 * findings: `ok`, `note` (worth knowing), `warn` (may hurt), or `bad` (breaks
 * pub/sub), each with what to do if there is something to do.
 *
 * @typedef {{ level: 'ok'|'note'|'warn'|'bad', title: string, text: string, fix?: string }} Finding
 *
 * @typedef {object} Patient
 * @property {import('..')} redis
 * @property {string} channel  that rights are asked for
 * @property {Record<string, string>} info  of INFO; empty when the server tells nothing
 */

const PINGS = 100
const SLOW_PING = 20 // ms, of the slowest in a hundred
const SMALL_BUFFER = 1024 * 1024 // bytes
const FULL = 0.8 // of maxclients

/** INFO as an object. */
async function readInfo (redis) {
  const text = await ask(redis, 'info')
  if (typeof text !== 'string') return {}
  return Object.fromEntries(text.split('\r\n')
    .filter((line) => line.includes(':') && !line.startsWith('#'))
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]))
}

function versionOf (info) {
  return info.valkey_version ?? info.redis_version
}

/** Redis' version that its commands are those of. */
function majorOf (info) {
  return Number.parseInt(info.redis_version ?? '', 10)
}

function server ({ info }) {
  const version = versionOf(info)
  if (!version) return [finding('note', 'version', 'the server does not tell: INFO is not allowed or not known')]
  const name = info.server_name === 'hicast' ? 'hicast broker, as Redis' : info.valkey_version ? 'Valkey' : 'Redis'
  if (majorOf(info) >= 6) return [finding('ok', 'version', `${name} ${version}`)]
  return [finding('warn', 'version', `${name} ${version}: old, without RESP3 and ACLs`, 'Upgrade to Redis 7 or Valkey')]
}

async function protocol ({ redis }) {
  const reply = await ask(redis, 'hello')
  const proto = Array.isArray(reply) ? reply[reply.indexOf('proto') + 1] : reply?.proto
  if (Number(proto) === 3) return [finding('ok', 'protocol', 'RESP3: one connection can subscribe and run commands')]
  return [finding('note', 'protocol', 'RESP2: a connection that is subscribed can run no other commands',
    'Use a second connection to publish: redis.duplicate()')]
}

async function latency ({ redis }) {
  const times = []
  for (let i = 0; i < PINGS; i++) {
    const begin = performance.now()
    try {
      await redis.ping()
    } catch (error) {
      // Pub/sub may work all the same.
      if (error.name !== 'ReplyError') throw error
      return [finding('note', 'latency', `not measured, PING is refused: ${error.message}`)]
    }
    times.push(performance.now() - begin)
  }
  times.sort((a, b) => a - b)
  const [p50, p99] = [times[PINGS / 2 - 1], times[PINGS - 2]]
  const text = `p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms of ${PINGS} pings`
  if (p99 < SLOW_PING) return [finding('ok', 'latency', text)]
  return [finding('warn', 'latency', `${text}: messages take as long`,
    'Is the server far away, or busy? SLOWLOG and LATENCY DOCTOR on the server tell more')]
}

function waitForMessage (redis, channel, text) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no message came within 3 s')), 3000).unref()
    redis.on('message', (name, message) => {
      if (name !== channel || message !== text) return
      clearTimeout(timer)
      resolve()
    })
  })
}

/** Does it: subscribes on one connection, publishes on another. */
async function trial ({ redis, channel }) {
  const sub = redis.duplicate()
  sub.on('error', () => {})
  try {
    await sub.connect()
    await sub.subscribe(channel)
    const text = `hicast doctor ${process.pid} ${Date.now()}`
    const came = waitForMessage(sub, channel, text)
    came.catch(() => {})
    const begin = performance.now()
    await redis.publish(channel, text)
    await came
    return [finding('ok', 'trial', `a message went from one connection to another in ${(performance.now() - begin).toFixed(2)} ms`)]
  } catch (error) {
    const { text, hint } = explain(error)
    const fix = /NOPERM/.test(error.message) ? 'Give that user the rights' : hint
    return [finding('bad', 'trial', `a message did not get from one connection to another: ${text}`, fix)]
  } finally {
    sub.disconnect()
  }
}

function megabytes (bytes) {
  return `${(bytes / 1024 / 1024).toLocaleString('en', { maximumFractionDigits: 1 })} MB`
}

async function outputBuffer ({ redis }) {
  const title = 'output buffer'
  const all = await config(redis, 'client-output-buffer-limit')
  const match = /pubsub (\d+) (\d+) (\d+)/.exec(all ?? '')
  if (!match) return [finding('note', title, 'the server does not tell client-output-buffer-limit')]
  const [hard, soft, seconds] = match.slice(1).map(Number)
  if (hard === 0 && soft === 0) {
    return [finding('warn', title, 'unlimited for pub/sub: a subscriber that does not read fills the server\'s memory',
      'CONFIG SET client-output-buffer-limit "pubsub 32mb 8mb 60"')]
  }
  const parts = []
  if (hard > 0) parts.push(`more than ${megabytes(hard)} behind`)
  if (soft > 0) parts.push(`more than ${megabytes(soft)} behind for ${seconds} s`)
  const text = `a subscriber that is ${parts.join(', or ')} is disconnected`
  if (Math.min(hard || Infinity, soft || Infinity) >= SMALL_BUFFER) return [finding('ok', title, text)]
  return [finding('warn', title, `${text}: a short burst is enough for that`,
    'CONFIG SET client-output-buffer-limit "pubsub 32mb 8mb 60"')]
}

async function clients ({ redis, info }) {
  const most = Number(await config(redis, 'maxclients') ?? info.maxclients)
  const connected = Number(info.connected_clients)
  if (!most || !connected) return [finding('note', 'clients', 'the server does not tell maxclients')]
  const text = `${connected.toLocaleString('en')} of at most ${most.toLocaleString('en')}`
  if (connected < most * FULL) return [finding('ok', 'clients', text)]
  return [finding('warn', 'clients', `${text}: soon nobody can connect, or reconnect`,
    'Raise maxclients (and the limit of open files), or close connections')]
}

async function keepAlive ({ redis }) {
  const findings = []
  const seconds = await config(redis, 'tcp-keepalive')
  if (seconds === undefined) findings.push(finding('note', 'keepalive', 'the server does not tell tcp-keepalive'))
  else if (Number(seconds) > 0) findings.push(finding('ok', 'keepalive', `the server looks after ${seconds} s whether a silent client is alive`))
  else {
    findings.push(finding('warn', 'keepalive', 'off: clients that are gone without a word keep their place for ever',
      'CONFIG SET tcp-keepalive 300'))
  }
  const idle = Number(await config(redis, 'timeout') ?? 0)
  if (idle > 0) {
    findings.push(finding('note', 'timeout', `clients that are silent for ${idle} s are disconnected, ` +
      'if they are not subscribed; publishers connect again by themselves'))
  }
  return findings
}

function mode ({ info }) {
  if (info.redis_mode === 'sentinel') {
    return [finding('bad', 'mode', 'this is a Sentinel, which holds no messages of yours',
      'Connect to the server itself: SENTINEL GET-MASTER-ADDR-BY-NAME tells where it is')]
  }
  if (info.redis_mode === 'cluster' || info.cluster_enabled === '1') {
    return [finding('note', 'mode', 'cluster: any node takes channels and patterns, and passes each message to all nodes; ' +
      'a shard channel works at its own node only')]
  }
  if (!info.redis_mode) return [finding('note', 'mode', 'the server does not tell')]
  return [finding('ok', 'mode', 'a single server')]
}

function role ({ info }) {
  if (info.role !== 'slave') return []
  return [finding('warn', 'role', 'a replica: what is published here reaches only those who are subscribed here',
    `Publish to its master, ${info.master_host}:${info.master_port}`)]
}

const CHECKS = [server, protocol, mode, role, latency, rights, trial, outputBuffer, clients, keepAlive]

/**
 * @param {import('..')} redis  connected
 * @param {string} channel
 * @returns {AsyncGenerator<Finding>}
 */
async function * examine (redis, channel) {
  const patient = { redis, channel, info: await readInfo(redis) }
  for (const check of CHECKS) yield * await check(patient)
}

module.exports = { examine }
