'use strict'

const { runReceive } = require('../harness/receive')
const { receiveSide } = require('../harness/receive-side')
const { jsonPayload } = require('../harness/payload')

const SUBSCRIPTIONS = [1, 10, 100, 1000, 10_000, 100_000]
const params = { payload: jsonPayload(100), count: 150_000, warmUp: 100_000 }

module.exports = {
  name: 'scale-subscriptions',
  title: 'CPU for a message of 100 bytes, by number of subscriptions; channels in random order',
  unit: 'µs/message',
  main: '100000',
  rounds: 1,
  clients: ['hicast', 'ioredis', 'redis'],
  chart: { x: 'subscriptions', y: 'CPU for each message, µs' },
  params: { ...params, payload: '100 bytes' },

  async run (context) {
    const cpu = {}
    for (const channels of SUBSCRIPTIONS) {
      cpu[channels] = (await runReceive(context, 'scale-subscriptions', { ...params, channels })).cpu
    }
    return cpu
  },

  side: receiveSide
}
