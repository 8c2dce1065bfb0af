'use strict'

const { overTls } = require('../harness/tls')

module.exports = overTls(require('./receive'), {
  name: 'tls-receive',
  title: "on('message'), 100-byte JSON, one channel, TLS",
  rounds: 3,
  bars: [{ against: ['ioredis'], atLeast: 10 }, { against: ['floor'], atMost: 2 }]
})
