'use strict'

const { asCallback } = require('../support/as_callback')

const SCHEDULED = Symbol('scheduled')
const CALLBACKS = Symbol('callbacks')

// These change the connection, or are pipelines themselves.
const EXCLUDED = new Set([
  'auth', 'info', 'script', 'quit', 'cluster', 'pipeline', 'multi', 'subscribe',
  'psubscribe', 'unsubscribe', 'unpsubscribe', 'select', 'client', 'hello',
  'readonly', 'himport'
])

// One connection has one pipeline at a time; clusters will have more.
const KEY = 'main'

/**
 * Whether a command goes through the automatic pipeline of its client; asked
 * only when the option `enableAutoPipelining` is set.
 *
 * @param {object} client
 * @param {string} commandName
 * @returns {boolean}
 */
function usesAutoPipelining (client, commandName) {
  if (client.isPipeline || EXCLUDED.has(commandName)) return false
  return !client.options.autoPipeliningIgnoredCommands?.includes(commandName)
}

/**
 * Adds a command to the pipeline that is sent at the end of this turn of the
 * event loop.
 *
 * @param {object} client
 * @param {string} methodName  of the pipeline
 * @param {unknown[]} args
 * @param {Function} [callback]
 * @returns {Promise<unknown>}
 */
function executeWithAutoPipelining (client, methodName, args, callback) {
  const pipeline = pendingPipeline(client)
  if (!pipeline[SCHEDULED]) {
    pipeline[SCHEDULED] = true
    // Not nextTick: other I/O of this turn may add more commands.
    setImmediate(execute, client)
  }
  const promise = new Promise((resolve, reject) => {
    pipeline[CALLBACKS].push((error, value) => error ? reject(error) : resolve(value))
    pipeline[methodName](...args)
  })
  return asCallback(promise, callback)
}

function pendingPipeline (client) {
  let pipeline = client._autoPipelines.get(KEY)
  if (pipeline === undefined) {
    pipeline = client.pipeline()
    pipeline[SCHEDULED] = false
    pipeline[CALLBACKS] = []
    client._autoPipelines.set(KEY, pipeline)
  }
  return pipeline
}

function execute (client) {
  const pipeline = client._autoPipelines.get(KEY)
  // One at a time: what comes meanwhile is sent when this one is answered.
  if (pipeline === undefined || client._runningAutoPipelines.has(KEY)) return
  client._runningAutoPipelines.add(KEY)
  client._autoPipelines.delete(KEY)
  const callbacks = pipeline[CALLBACKS]
  pipeline.exec((error, results) => {
    client._runningAutoPipelines.delete(KEY)
    callbacks.forEach((callback, i) => {
      if (error) process.nextTick(callback, error)
      else process.nextTick(callback, ...results[i])
    })
    execute(client)
  })
}

module.exports = { executeWithAutoPipelining, usesAutoPipelining }
