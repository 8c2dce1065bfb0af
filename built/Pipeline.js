'use strict'

const Redis = require('../dist/index.js')

exports.default = Redis.Pipeline
exports.Pipeline = Redis.Pipeline
