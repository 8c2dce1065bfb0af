'use strict'

const Redis = require('../dist/index.js')

exports.default = Redis.ScanStream
exports.ScanStream = Redis.ScanStream
