'use strict'

const { runReceive } = require('../harness/receive')
const { receiveSide } = require('../harness/receive-side')
const { jsonPayload } = require('../harness/payload')

const SUBSCRIPTIONS = [1, 10, 1000, 10_000, 100_000]
const params = { payload: jsonPayload(100), count: 60_000, warmUp: 40_000 }

module.exports = {
  name: 'scale-subscriptions',
  title: 'CPU for a message of 100 bytes, by number of subscriptions; channels in random order',
  unit: 'µs/message',
  main: '100000',
  rounds: 1,
  clients: ['hicast', 'ioredis'],
  chart: {
    title: 'From 1 to 100,000 subscriptions',
    x: 'subscriptions; messages to them in random order',
    y: 'CPU for each message, µs'
  },
  params: { ...params, payload: '100 bytes' },

  async run (context) {
    const cpu = {}
    for (const channels of SUBSCRIPTIONS) {
      // Names are told once each: nearly all of them before it counts.
      const warmUp = Math.max(params.warmUp, 4 * channels)
      const what = { ...params, channels, warmUp }
      cpu[channels] = (await runReceive(context, 'scale-subscriptions', what)).cpu
    }
    return cpu
  },

  side: receiveSide
}
