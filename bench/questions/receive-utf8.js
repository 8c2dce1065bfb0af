'use strict'

const { receiveQuestion } = require('../harness/receive')
const { utf8Payload } = require('../harness/payload')

module.exports = receiveQuestion({
  name: 'receive-utf8',
  title: "on('message'), 100 bytes of UTF-8 with letters of 2, 3 and 4 bytes",
  clients: ['hicast', 'floor', 'least', 'ioredis', 'redis', 'iovalkey', 'redis-fast-driver'],
  bars: [{ against: ['ioredis'], atLeast: 6 }]
}, { payload: utf8Payload(100), count: 200_000, warmUp: 100_000, others: 0.5 })
