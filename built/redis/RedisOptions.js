'use strict'

const Redis = require('../../dist/index.js')

exports.DEFAULT_REDIS_OPTIONS = Redis.defaultOptions
