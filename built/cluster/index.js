'use strict'

const Redis = require('../../dist/index.js')

exports.default = Redis.Cluster
exports.Cluster = Redis.Cluster
