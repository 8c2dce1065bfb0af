'use strict'

const { roughSizeOf, sizeOf } = require('./command_size')
const { asCallback } = require('../support/as_callback')

const SCHEDULED = Symbol('scheduled')
const CALLBACKS = Symbol('callbacks')
const BYTES = Symbol('bytes')

// These change the connection, or are pipelines themselves.
const EXCLUDED = new Set([
  'auth', 'info', 'script', 'quit', 'cluster', 'pipeline', 'multi', 'subscribe',
  'psubscribe', 'unsubscribe', 'unpsubscribe', 'select', 'client', 'hello',
  'readonly', 'himport'
])

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
 * @param {object} client  has one such pipeline for each of its keys
 * @param {string} methodName  of the pipeline
 * @param {string} commandName
 * @param {unknown[]} args  of the method
 * @param {Function} [callback]
 * @returns {Promise<unknown>}
 */
function executeWithAutoPipelining (client, methodName, commandName, args, callback) {
  const isCall = methodName === 'call' || methodName === 'callBuffer'
  const key = client._session.autoPipelineKey(commandName, isCall ? args.slice(1) : args)
  if (key === null) return asCallback(waitForCluster(client, methodName, commandName, args), callback)
  const pipeline = pendingPipeline(client, key)
  if (!pipeline[SCHEDULED]) {
    pipeline[SCHEDULED] = true
    // Not nextTick: other I/O of this turn may add more commands.
    setImmediate(execute, client, key)
  }
  const promise = new Promise((resolve, reject) => {
    const refusal = client._session.refusalForSize()
    if (refusal !== null) {
      reject(refusal)
      return
    }
    pipeline[methodName](...args)
    pipeline[CALLBACKS].push((error, value) => error ? reject(error) : resolve(value))
    count(client, pipeline)
  })
  return asCallback(promise, callback)
}

// It is not known yet in which pipeline the command goes.
function waitForCluster (client, methodName, commandName, args) {
  const { _session: session } = client
  return new Promise((resolve, reject) => {
    const refusal = session.refusalForSize()
    if (refusal !== null) {
      reject(refusal)
      return
    }
    if (client.status === 'wait') session.connectQuietly()
    const release = session.pending.hold(roughSizeOf(args))
    client.delayUntilReady((error) => {
      release()
      if (error) reject(error)
      else executeWithAutoPipelining(client, methodName, commandName, args).then(resolve, reject)
    })
  })
}

/** Counts the newest command as one that waits. */
function count ({ _session: { pending } }, pipeline) {
  const size = sizeOf(pipeline._queue[pipeline.length - 1])
  pipeline[BYTES] += size
  pending.collected += 1
  pending.collectedBytes += size
}

function pendingPipeline (client, key) {
  let pipeline = client._autoPipelines.get(key)
  if (pipeline === undefined) {
    pipeline = client.pipeline()
    pipeline[SCHEDULED] = false
    pipeline[CALLBACKS] = []
    pipeline[BYTES] = 0
    client._autoPipelines.set(key, pipeline)
  }
  return pipeline
}

function execute (client, key) {
  const pipeline = client._autoPipelines.get(key)
  // One at a time: what comes meanwhile is sent when this one is answered.
  if (pipeline === undefined || client._runningAutoPipelines.has(key)) return
  client._runningAutoPipelines.add(key)
  client._autoPipelines.delete(key)
  const { pending } = client._session
  pending.collected -= pipeline.length
  pending.collectedBytes -= pipeline[BYTES]
  const callbacks = pipeline[CALLBACKS]
  pipeline.exec((error, results) => {
    client._runningAutoPipelines.delete(key)
    callbacks.forEach((callback, i) => {
      if (error) process.nextTick(callback, error)
      else process.nextTick(callback, ...results[i])
    })
    execute(client, key)
  })
}

module.exports = { executeWithAutoPipelining, usesAutoPipelining }
