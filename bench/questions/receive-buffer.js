'use strict'

const { receiveQuestion } = require('../harness/receive')
const { jsonPayload } = require('../harness/payload')

module.exports = receiveQuestion({
  name: 'receive-buffer',
  title: "on('messageBuffer'), 100 bytes, one channel",
  clients: ['hicast', 'ioredis', 'redis', 'iovalkey'],
  bars: [{ against: ['ioredis'], atLeast: 6 }]
}, { form: 'subscribeBuffer', payload: jsonPayload(100), count: 200_000, warmUp: 100_000, others: 0.5 })
