'use strict'

const Redis = require('../dist/index.js')

exports.default = Redis.Command
exports.Command = Redis.Command
