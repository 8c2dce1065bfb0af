'use strict'

const { Cluster, SentinelConnector, SentinelIterator } = require('./cluster')
const Command = require('./command')
const { AbstractConnector } = require('./connector')
const Redis = require('./redis')

// Loaded when first asked for.
const lazy = {
  get MaxRetriesPerRequestError () { return require('./reply_errors').MaxRetriesPerRequestError },
  get Pipeline () { return require('./pipeline') },
  get ReplyError () { return require('./reply_errors').ReplyError },
  get ScanStream () { return require('./scan_stream') }
}

Redis.Cluster = Cluster

// The module is the constructor, and has everything as properties. Written so
// that Node finds the names for `import { Redis } from 'hicast'`.
exports = module.exports = Redis
exports.default = Redis
exports.Redis = Redis
exports.Cluster = Cluster
exports.Command = Command
Object.defineProperty(exports, 'ScanStream', { enumerable: true, get: function () { return lazy.ScanStream } })
Object.defineProperty(exports, 'Pipeline', { enumerable: true, get: function () { return lazy.Pipeline } })
exports.AbstractConnector = AbstractConnector
exports.SentinelConnector = SentinelConnector
exports.SentinelIterator = SentinelIterator
Object.defineProperty(exports, 'ReplyError', { enumerable: true, get: function () { return lazy.ReplyError } })
Object.defineProperty(exports, 'MaxRetriesPerRequestError', {
  enumerable: true,
  get: function () { return lazy.MaxRetriesPerRequestError }
})
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
