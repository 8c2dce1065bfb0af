'use strict'

const { isUint8Array } = require('util').types

/**
 * Where the keys of a command are among its arguments.
 *
 * @param {string} name  in any case
 * @param {unknown[]} args
 * @returns {number[]}
 */
function keyIndexes (name, args) {
  // Loaded when first wanted, for its size.
  const { exists, getKeyIndexes } = require('@ioredis/commands')
  if (!exists(name, { caseInsensitive: true })) return []
  return getKeyIndexes(name, args, { nameCaseInsensitive: true })
}

/**
 * The arguments with a prefix before each key.
 *
 * @param {string} name
 * @param {(string|Uint8Array)[]} args
 * @param {string|Buffer} prefix
 * @returns {(string|Uint8Array)[]}  `args` itself when there is no key
 */
function prefixKeys (name, args, prefix) {
  const indexes = keyIndexes(name, args)
  if (indexes.length === 0) return args
  args = args.slice()
  for (const index of indexes) args[index] = withPrefix(prefix, args[index])
  return args
}

function withPrefix (prefix, key) {
  // A number, say: as ioredis, which adds the two.
  if (!isUint8Array(prefix)) prefix = String(prefix)
  if (typeof prefix === 'string' && typeof key === 'string') return prefix + key
  return Buffer.concat([Buffer.from(prefix), Buffer.from(key)])
}

module.exports = { keyIndexes, prefixKeys }
