'use strict'

const { receiveQuestion } = require('../harness/receive')
const { jsonPayload } = require('../harness/payload')

module.exports = receiveQuestion({
  name: 'receive-16k',
  title: "on('message'), 16 KiB of ASCII JSON",
  clients: ['hicast', 'floor', 'least', 'ioredis', 'redis', 'iovalkey', 'redis-fast-driver'],
  bars: [{ against: ['ioredis'], atLeast: 6 }]
}, { payload: jsonPayload(16384), count: 8_000, warmUp: 4_000 })
