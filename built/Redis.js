'use strict'

const Redis = require('../dist/index.js')

exports.default = Redis.Redis
exports.Redis = Redis.Redis
