'use strict'

/**
 * A cluster of three masters: what publish, spublish, GET and SET, and messages
 * of shard channels cost the client, beside ioredis' Cluster in the same run.
 *
 *   node bench/cluster.js [rounds] [question]
 */

const { spawn } = require('child_process')
const { ClusterServers } = require('../test/helpers/cluster_servers')

const CLIENTS = ['hicast', 'ioredis']
const KEYS = Array.from({ length: 1000 }, (_, i) => `{user:${i % 100}}:${i}`)
const SHARDS = Array.from({ length: 100 }, (_, i) => `shard:${i}`)
const VALUE = 'x'.repeat(100)

const getAndSet = (cluster, i) => {
  const key = KEYS[(i >> 1) % 1000]
  return i & 1 ? cluster.get(key) : cluster.set(key, VALUE)
}

const QUESTIONS = {
  publish: { count: 100_000, inFlight: 1000, send: (cluster) => cluster.publish('news', VALUE) },
  spublish: { count: 100_000, inFlight: 1000, send: (cluster, i) => cluster.spublish(SHARDS[i % 100], VALUE) },
  commands: { count: 100_000, inFlight: 100, send: getAndSet },
  'commands-300': { count: 100_000, inFlight: 300, send: getAndSet },
  receive: { count: 150_000 }
}

/** Runs `send` so often, with so many under way. */
function flood (cluster, { count, inFlight, send }) {
  return new Promise((resolve, reject) => {
    let begun = 0
    let done = 0
    const next = () => {
      done += 1
      if (begun < count) send(cluster, begun++).then(next, reject)
      else if (done === count) resolve()
    }
    while (begun < inFlight) send(cluster, begun++).then(next, reject)
  })
}

function untilReady (cluster) {
  return cluster.status === 'ready' ? undefined : new Promise((resolve) => cluster.once('ready', resolve))
}

/** @returns {Promise<number>} µs of CPU for each */
async function measure (question, work) {
  await work(question.count / 2)
  const begin = process.cpuUsage()
  await work(question.count)
  const { user, system } = process.cpuUsage(begin)
  return (user + system) / question.count
}

/** The process of one client. */
async function side (client, name, nodes) {
  const { Cluster } = require(client === 'hicast' ? '..' : 'ioredis')
  const cluster = new Cluster(nodes, { shardedSubscribers: true })
  await untilReady(cluster)
  const question = QUESTIONS[name]
  const us = name === 'receive'
    ? await receive(cluster, question)
    : await measure(question, (count) => flood(cluster, { ...question, count }))
  process.stdout.write(`${us}\n`)
  process.exit()
}

/** Messages of 30 shard channels, published by another process. */
async function receive (cluster, question) {
  const channels = SHARDS.slice(0, 30)
  let heard = 0
  let wanted = Infinity
  let enough
  cluster.on('smessage', () => {
    heard += 1
    if (heard === wanted) enough()
  })
  for (const channel of channels) await cluster.ssubscribe(channel)
  process.stdout.write('ready\n')
  const until = (count) => new Promise((resolve) => {
    wanted = heard + count
    enough = resolve
  })
  return measure(question, until)
}

function start (args) {
  const child = spawn(process.execPath, [__filename, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = []
  child.stdout.setEncoding('utf8').on('data', (text) => lines.push(...text.trim().split('\n')))
  return { child, lines, ended: new Promise((resolve) => child.once('exit', resolve)) }
}

async function ask (client, name, nodes) {
  const args = [JSON.stringify(nodes)]
  const one = start(['side', client, name, ...args])
  const publisher = name === 'receive' ? start(['publisher', ...args]) : null
  await one.ended
  publisher?.child.kill('SIGKILL')
  const us = Number(one.lines[one.lines.length - 1])
  if (!(us > 0)) throw new Error(`${client} came to nothing in ${name}`)
  return us
}

async function publish (nodes) {
  const { Cluster } = require('..')
  const cluster = new Cluster(nodes)
  await untilReady(cluster)
  for (;;) await flood(cluster, { count: 3000, inFlight: 300, send: (one, i) => one.spublish(SHARDS[i % 30], VALUE) })
}

function median (numbers) {
  return numbers.sort((a, b) => a - b)[numbers.length >> 1]
}

async function main (rounds, only) {
  const servers = new ClusterServers({ replicas: 0, nodeTimeout: 15000 })
  await servers.start()
  try {
    for (const name of Object.keys(QUESTIONS).filter((question) => !only || question === only)) {
      const samples = { hicast: [], ioredis: [] }
      for (let round = 0; round < rounds; round += 1) {
        for (const client of CLIENTS) samples[client].push(await ask(client, name, servers.nodes))
      }
      const [hicast, ioredis] = CLIENTS.map((client) => median(samples[client]))
      console.log(`${name}: ${hicast.toFixed(2)} µs, ioredis ${ioredis.toFixed(2)} µs: ${(ioredis / hicast).toFixed(1)} times less`)
    }
  } finally {
    await servers.stop()
  }
}

const [role, ...args] = process.argv.slice(2)
if (role === 'side') side(args[0], args[1], JSON.parse(args[2]))
else if (role === 'publisher') publish(JSON.parse(args[0]))
else main(Number(role ?? 3), args[0])
