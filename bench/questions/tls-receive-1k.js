'use strict'

const { overTls } = require('../harness/tls')

module.exports = overTls(require('./receive-1k'), {
  name: 'tls-receive-1k',
  title: "on('message'), 1 KiB, TLS",
  rounds: 3,
  bars: [{ against: ['ioredis'], atLeast: 3 }]
})
