'use strict'

const { exists, getKeyIndexes } = require('@ioredis/commands')
const { keySlot } = require('../support/key_slot')
const { isReadOnly } = require('./router')

/**
 * Which automatic pipeline a command goes in: those that the same nodes serve
 * share one, but reads have one of their own where they go to other nodes.
 *
 * @param {import('./cluster')} cluster
 * @param {string} name  of the command or script
 * @param {unknown[]} args
 * @returns {string|null} null: it is not known yet who serves what
 */
function autoPipelineKey (cluster, name, args) {
  if (cluster.slots.length === 0) return null
  const { keyPrefix, scaleReads } = cluster.options
  const slot = keySlot(`${keyPrefix ?? ''}${firstKey(cluster, name, args)}`)
  const key = String(cluster.slots[slot])
  if (scaleReads === 'master') return key
  return key + (isReadOnly({ name }) ? ':read' : ':write')
}

function firstKey (cluster, name, args) {
  const flat = args.flat()
  if (exists(name, { caseInsensitive: true })) {
    const [index] = getKeyIndexes(name, flat, { nameCaseInsensitive: true })
    if (index !== undefined) return flat[index]
  }
  const script = Object.hasOwn(cluster.scriptsSet, name) ? cluster.scriptsSet[name] : undefined
  // The number of keys comes first, where the script does not say it.
  return script !== undefined && typeof script.numberOfKeys !== 'number' ? flat[1] : flat[0]
}

module.exports = { autoPipelineKey }
