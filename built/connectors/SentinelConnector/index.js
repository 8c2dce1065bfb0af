'use strict'

const Redis = require('../../../dist/index.js')

exports.default = Redis.SentinelConnector
exports.SentinelConnector = Redis.SentinelConnector
