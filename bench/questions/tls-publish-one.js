'use strict'

const { overTls } = require('../harness/tls')

module.exports = overTls(require('./publish-one'), {
  name: 'tls-publish-one',
  title: 'publish(), one at a time, awaited, TLS',
  rounds: 3,
  bars: [{ against: ['ioredis'], atMost: 0.8 }]
})
