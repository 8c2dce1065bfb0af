'use strict'

const { Cluster, SentinelConnector, SentinelIterator } = require('./cluster')
const Command = require('./command')
const { AbstractConnector } = require('./connector')
const { MaxRetriesPerRequestError, ReplyError } = require('./errors')
const Pipeline = require('./pipeline')
const Redis = require('./redis')
const { ScanStream } = require('./scan_stream')

Redis.Cluster = Cluster

// The module is the constructor, and has everything as properties. Written so
// that Node finds the names for `import { Redis } from 'hicast'`.
exports = module.exports = Redis
exports.default = Redis
exports.Redis = Redis
exports.Cluster = Cluster
exports.Command = Command
exports.ScanStream = ScanStream
exports.Pipeline = Pipeline
exports.AbstractConnector = AbstractConnector
exports.SentinelConnector = SentinelConnector
exports.SentinelIterator = SentinelIterator
exports.ReplyError = ReplyError
exports.MaxRetriesPerRequestError = MaxRetriesPerRequestError
exports.createClient = Redis.createClient
exports.print = print

/**
 * A callback that prints what it gets.
 *
 * @param {Error|null} error
 * @param {unknown} [reply]
 */
function print (error, reply) {
  console.log(error ? `Error: ${error}` : `Reply: ${reply}`)
}
