'use strict'

const { receiveQuestion } = require('../harness/receive')
const { jsonPayload } = require('../harness/payload')

module.exports = receiveQuestion({
  name: 'receive-1k',
  title: "on('message'), 1 KiB of ASCII JSON",
  clients: ['hicast', 'floor', 'least', 'ioredis', 'redis', 'iovalkey', 'redis-fast-driver'],
  bars: [{ against: ['ioredis'], atLeast: 6 }]
}, { payload: jsonPayload(1024), count: 100_000, warmUp: 50_000 })
