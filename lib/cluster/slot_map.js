'use strict'

const { SLOT_COUNT } = require('../support/key_slot')
const { knownHost, keyOf, mapAddress } = require('./addresses')

// Redis itself advises against more than a thousand.
const MAX_NODES = 4096

/**
 * Reads the reply to CLUSTER SLOTS, which may be anything: a node that lies
 * must not make the client work for long, or keep much.
 *
 * @param {unknown} reply
 * @param {string} sender  host of the node that gave it
 * @param {object|Function|null} [natMap]
 * @returns {{ranges: {start: number, end: number, keys: string[]}[], nodes: object[]}}
 *   keys: of the nodes that serve the range, its master first; nodes: host,
 *   port and readOnly of each, masters first where a node is both
 * @throws {Error} when it is no map of slots
 */
function parseSlotMap (reply, sender, natMap) {
  const nodes = new Map()
  const ranges = []
  // What is no list has no nodes in it. The client will ask again.
  if (!Array.isArray(reply)) return { ranges, nodes: [] }
  let total = 0
  for (const item of reply) {
    const range = parseRange(item, sender, natMap, nodes)
    total += range.end - range.start + 1
    if (total > SLOT_COUNT) throw new Error('CLUSTER SLOTS was answered with ranges that overlap')
    if (nodes.size > MAX_NODES) throw new Error(`CLUSTER SLOTS was answered with more than ${MAX_NODES} nodes`)
    ranges.push(range)
  }
  return { ranges, nodes: [...nodes.values()] }
}

function parseRange (item, sender, natMap, nodes) {
  if (!Array.isArray(item) || !isSlot(item[0]) || !isSlot(item[1]) || item[0] > item[1]) {
    throw new Error(`CLUSTER SLOTS was answered with what is no range: ${brief(item)}`)
  }
  const keys = []
  for (let i = 2; i < item.length; i += 1) {
    const node = parseNode(item[i], sender)
    if (node === null) continue
    const mapped = { ...mapAddress(natMap, node), readOnly: i !== 2 }
    const key = keyOf(mapped)
    keys.push(key)
    if (!nodes.has(key) || !mapped.readOnly) nodes.set(key, mapped)
  }
  return { start: Number(item[0]), end: Number(item[1]), keys }
}

// Numbers are strings with the option stringNumbers.
function isSlot (value) {
  const slot = typeof value === 'string' && value !== '' ? Number(value) : value
  return Number.isInteger(slot) && slot >= 0 && slot < SLOT_COUNT
}

function parseNode (item, sender) {
  if (!Array.isArray(item)) return null
  const host = knownHost(item[0], sender)
  const port = Number(item[1])
  return host === null || !Number.isInteger(port) || port < 1 || port > 65535 ? null : { host, port }
}

function brief (value) {
  const text = String(value)
  return text.length > 100 ? `${text.slice(0, 100)}...` : text
}

module.exports = { parseSlotMap }
