'use strict'

const { receiveQuestion } = require('../harness/receive')
const { jsonPayload } = require('../harness/payload')

module.exports = receiveQuestion({
  name: 'receive-channels',
  title: "on('message'), 100-byte JSON, 1,000 channels in random order",
  clients: ['hicast', 'ioredis', 'redis', 'iovalkey', 'redis-fast-driver'],
  bars: [{ against: ['ioredis'], atLeast: 6 }]
}, { channels: 1000, payload: jsonPayload(100), count: 200_000, warmUp: 100_000, others: 0.5 })
