'use strict'

const Command = require('./commands/command')
const { AbstractConnector } = require('./connection/connector')
const { provideSentinels } = require('./client/connectors')
const Redis = require('./client/redis')
const { lazyClass } = require('./support/lazy_class')

// Loaded when first asked for.
const lazy = {
  get MaxRetriesPerRequestError () { return require('./support/reply_errors').MaxRetriesPerRequestError },
  get Pipeline () { return require('./pipelines/pipeline') },
  get ReplyError () { return require('./support/reply_errors').ReplyError },
  get SentinelConnector () { return require('./sentinel').SentinelConnector },
  get SentinelIterator () { return require('./sentinel').SentinelIterator },
  get ScanStream () { return require('./commands/scan_stream') }
}

provideSentinels(() => lazy.SentinelConnector)

// The module is the constructor, and has everything as properties. Written so
// that Node finds the names for `import { Redis } from 'hicast'`.
exports = module.exports = Redis
exports.default = Redis
exports.Redis = Redis
exports.Cluster = lazyClass(() => require('./cluster').Cluster)
exports.Command = Command
Object.defineProperty(exports, 'ScanStream', { enumerable: true, get: function () { return lazy.ScanStream } })
Object.defineProperty(exports, 'Pipeline', { enumerable: true, get: function () { return lazy.Pipeline } })
exports.AbstractConnector = AbstractConnector
Object.defineProperty(exports, 'SentinelConnector', {
  enumerable: true,
  get: function () { return lazy.SentinelConnector }
})
Object.defineProperty(exports, 'SentinelIterator', {
  enumerable: true,
  get: function () { return lazy.SentinelIterator }
})
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
