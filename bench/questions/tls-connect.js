'use strict'

const { overTls } = require('../harness/tls')

module.exports = overTls(require('./connect'), {
  name: 'tls-connect',
  title: 'connecting again until ready, TLS',
  rounds: 3,
  bars: [{ against: ['ioredis'], atMost: 1 }]
})
