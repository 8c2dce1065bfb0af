'use strict'

const { overTls } = require('../harness/tls')

module.exports = overTls(require('./receive-16k'), {
  name: 'tls-receive-16k',
  title: "on('message'), 16 KiB, TLS",
  rounds: 3,
  bars: [{ against: ['ioredis'], atLeast: 2 }]
})
