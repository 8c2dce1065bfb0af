'use strict'

const { receiveQuestion } = require('../harness/receive')
const { jsonPayload } = require('../harness/payload')

module.exports = receiveQuestion({
  name: 'receive-pmessage',
  title: "on('pmessage'), 100-byte JSON, one pattern, one channel",
  clients: ['hicast', 'ioredis', 'redis', 'iovalkey', 'redis-fast-driver'],
  bars: [{ against: ['ioredis'], atLeast: 6 }]
}, { form: 'psubscribe', payload: jsonPayload(100), count: 200_000, warmUp: 100_000, others: 0.5 })
