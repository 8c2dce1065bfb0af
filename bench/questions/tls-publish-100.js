'use strict'

const { overTls } = require('../harness/tls')

module.exports = overTls(require('./publish-100'), {
  name: 'tls-publish-100',
  title: 'publish(), 100 in flight, TLS',
  rounds: 3,
  bars: [{ against: ['ioredis'], atLeast: 4 }]
})
