'use strict'

const { isMap, isUint8Array } = require('util').types
const { setTransformer } = require('./flags')

/**
 * What a command argument becomes when it is neither a string nor bytes.
 * `null` and `undefined` are empty strings, as in ioredis.
 *
 * @param {unknown} value
 * @returns {string}
 */
function toArgument (value) {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    // String() would give 1e+21, which no command takes for an integer.
    return BigInt(value).toString()
  }
  return String(value)
}

/** @returns {boolean} whether a value goes to the server as it is */
function isWireValue (value) {
  return typeof value === 'string' || isUint8Array(value)
}

/** @returns {boolean} whether all of them do */
function areWireValues (args) {
  for (let i = 0; i < args.length; i += 1) {
    if (!isWireValue(args[i])) return false
  }
  return true
}

// As args.flat(), which takes five times as long. Callers' own holes stay.
function flattened (args) {
  const list = []
  for (let i = 0; i < args.length; i += 1) {
    const value = args[i]
    if (!Array.isArray(value)) list.push(value)
    else for (let j = 0; j < value.length; j += 1) list.push(value[j])
  }
  return list
}

/**
 * The arguments as they are sent: arrays flattened by one level, then the
 * command's own transformer, then everything else made a string.
 *
 * @param {unknown[]} args
 * @param {((args: unknown[]) => unknown[])|undefined} transformer
 * @returns {(string|Uint8Array)[]}  `args` itself when nothing had to change
 */
function normalizeArguments (args, transformer) {
  if (transformer === undefined && areWireValues(args)) return args
  let list = flattened(args)
  if (transformer !== undefined) list = transformer(list)
  for (let i = 0; i < list.length; i += 1) {
    if (!isWireValue(list[i])) list[i] = toArgument(list[i])
  }
  return list
}

/** Keys and values of a Map or a plain object, one after the other. */
function pairsOf (value) {
  return isMap(value) ? [...value].flat() : Object.entries(value).flat()
}

function isPairs (value) {
  return typeof value === 'object' && value !== null && !isUint8Array(value)
}

/** `mset({ a: 1 })` and `mset(new Map(...))`. */
function expandOnlyArgument (args) {
  return args.length === 1 && isPairs(args[0]) ? pairsOf(args[0]) : args
}

/** `hset('key', { field: 1 })` and the same with a Map. */
function expandSecondArgument (args) {
  return args.length === 2 && isPairs(args[1]) ? [args[0], ...pairsOf(args[1])] : args
}

for (const name of ['mset', 'msetnx']) setTransformer(name, 'argumentTransformer', expandOnlyArgument)
for (const name of ['hset', 'hmset']) setTransformer(name, 'argumentTransformer', expandSecondArgument)

module.exports = { areWireValues, normalizeArguments, toArgument }
