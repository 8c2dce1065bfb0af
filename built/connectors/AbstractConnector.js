'use strict'

const Redis = require('../../dist/index.js')

exports.default = Redis.AbstractConnector
exports.AbstractConnector = Redis.AbstractConnector
