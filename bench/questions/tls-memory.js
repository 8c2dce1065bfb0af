'use strict'

const { overTls } = require('../harness/tls')

module.exports = overTls(require('./memory'), {
  name: 'tls-memory',
  title: 'resident memory of an idle subscriber beyond that of Node alone, TLS',
  rounds: 3,
  bars: [{ against: ['ioredis'], atMost: 0.5 }]
})
