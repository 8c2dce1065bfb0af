'use strict'

const { flood } = require('../harness/flood')
const { startReceiver, floodOf } = require('../harness/receive')
const { receiveSide } = require('../harness/receive-side')
const { CLIENT_CPU, SERVER_CPU } = require('../harness/machine')
const { jsonPayload } = require('../harness/payload')

// They start and warm up sooner on both.
const START_CPUS = [CLIENT_CPU, SERVER_CPU]
const PROCESSES = [1, 8, 64]
const what = { payload: jsonPayload(100), count: 20_000, warmUp: 10_000 }

module.exports = {
  name: 'scale-processes',
  title: 'CPU for a message of 100 bytes that a process receives, by number of subscriber processes',
  unit: 'µs/message',
  main: '64',
  rounds: 1,
  clients: ['hicast', 'ioredis'],
  chart: {
    title: 'From 1 to 64 subscriber processes',
    x: 'subscriber processes, all on one CPU',
    y: 'CPU for each message delivered, µs',
    more: { prefix: 'server:', from: 'hicast', name: 'redis-server' }
  },
  params: { ...what, payload: '100 bytes' },

  async run (context) {
    const cpu = {}
    for (const processes of PROCESSES) {
      const [client, server] = await runProcesses(context, processes)
      cpu[processes] = client
      cpu[`server:${processes}`] = server
    }
    return cpu
  },

  side: receiveSide
}

async function runProcesses (context, processes) {
  const { control } = context.server
  const receivers = Array.from({ length: processes },
    (_, i) => startReceiver(context, 'scale-processes', what, { cpu: START_CPUS[i % 2] }))
  const nextOfAll = () => Promise.all(receivers.map((receiver) => receiver.next()))
  try {
    await nextOfAll()
    await flood(control, { ...floodOf(what), count: what.warmUp })
    await nextOfAll()
    await Promise.all(receivers.map((receiver) => receiver.moveTo(CLIENT_CPU)))
    const before = await serverCpu(control)
    await flood(control, { ...floodOf(what), count: what.count })
    const figures = await nextOfAll()
    const server = (await serverCpu(control) - before) / (what.count * processes)
    return [figures.reduce((sum, { cpu }) => sum + cpu, 0) / processes, server]
  } finally {
    await Promise.all(receivers.map((receiver) => receiver.stop()))
  }
}

/** Microseconds of CPU that the server has taken so far. */
async function serverCpu (control) {
  const info = await control.call('INFO', 'cpu')
  const seconds = (key) => Number(new RegExp(`${key}:([\\d.]+)`).exec(info)[1])
  return 1e6 * (seconds('used_cpu_sys') + seconds('used_cpu_user'))
}
