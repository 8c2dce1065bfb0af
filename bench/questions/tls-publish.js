'use strict'

const { overTls } = require('../harness/tls')

module.exports = overTls(require('./publish'), {
  name: 'tls-publish',
  title: 'publish(), a promise for each message, 1,000 in flight, TLS',
  rounds: 3,
  bars: [{ against: ['ioredis'], atLeast: 3.5 }]
})
