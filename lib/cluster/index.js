'use strict'

const Cluster = require('./cluster')

module.exports = { Cluster }
