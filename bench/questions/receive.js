'use strict'

const { receiveQuestion } = require('../harness/receive')
const { jsonPayload } = require('../harness/payload')

module.exports = receiveQuestion({
  name: 'receive',
  title: "on('message'), 100-byte JSON, one channel",
  clients: ['hicast', 'floor', 'least', 'ioredis', 'redis', 'iovalkey', 'redis-fast-driver'],
  rounds: 7,
  bars: [
    { against: ['ioredis'], atLeast: 15, isFar: true },
    { against: ['redis', 'iovalkey'], atLeast: 7 },
    { against: ['floor'], atMost: 2 }
  ]
}, { payload: jsonPayload(100), count: 400_000, warmUp: 200_000, others: 0.5 })
