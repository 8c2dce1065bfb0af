'use strict'

const { getKeyIndexes } = require('@ioredis/commands')
const { keySlot } = require('../support/key_slot')

const NONE = -1
// Where the first key stands depends on the arguments, or there is none.
const DEPENDS = -2

const PUBLISH = /^publish$/i
const EIGHT = new Array(8).fill('')

/**
 * Finds, once for each name, where the first key of a command stands.
 *
 * @param {string} name
 * @returns {number} its index in the arguments; or DEPENDS
 */
function firstKeyIndex (name) {
  // Any node will do. By its slot, each channel has one, so that its messages
  // stay in order.
  if (PUBLISH.test(name)) return 0
  try {
    const [index] = getKeyIndexes(name, EIGHT, { nameCaseInsensitive: true })
    return index ?? DEPENDS
  } catch {
    return DEPENDS // no command that is known
  }
}

// The last key that was asked for: whoever publishes often does so to one
// channel.
let lastKey = ''
let lastSlot = 0

/**
 * The slot that decides which node a command goes to.
 *
 * @param {import('../commands/command')} command
 * @returns {number} -1: any node
 */
function slotOf (command) {
  const { args, traits } = command
  if (traits.keyIndex === undefined) traits.keyIndex = firstKeyIndex(command.name)
  let key = args[traits.keyIndex]
  if (key === undefined) {
    if (traits.keyIndex !== DEPENDS) return NONE
    key = command.getKeys()[0]
    if (key === undefined) return NONE
  }
  if (key === lastKey) return lastSlot
  const slot = keySlot(key)
  if (typeof key === 'string') {
    lastKey = key
    lastSlot = slot
  }
  return slot
}

module.exports = { slotOf }
