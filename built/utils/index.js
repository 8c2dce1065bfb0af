'use strict'

// What libraries take from `ioredis/built/utils`, by its names.

const { debuglog } = require('util')
const { parseUrl } = require('../../lib/options/url')
const { decodeBuffers, pairWithErrors } = require('../../lib/commands/reply_transformers')

exports.CONNECTION_CLOSED_ERROR_MSG = 'Connection is closed.'

exports.noop = function () {}

exports.Debug = (namespace) => debuglog(`hicast:${namespace}`)

/** Fills in what the target lacks. */
exports.defaults = (target, ...sources) => {
  for (const source of sources) {
    for (const [key, value] of Object.entries(source ?? {})) target[key] ??= value
  }
  return target
}

exports.convertBufferToString = (value, encoding = 'utf8') => decodeBuffers(value, encoding)

exports.wrapMultiResult = pairWithErrors

exports.parseURL = parseUrl

exports.isInt = (value) => {
  const number = parseFloat(value)
  return !isNaN(value) && (number | 0) === number
}

/** ['a', 1, 'b', 2] as { a: 1, b: 2 } */
exports.packObject = (array) => Object.fromEntries(
  Array.from({ length: array.length / 2 }, (_, i) => [array[2 * i], array[2 * i + 1]]))

exports.convertObjectToArray = (object) => Object.entries(object).flat()

exports.convertMapToArray = (map) => [...map].flat()

exports.zipMap = (keys, values) => new Map(keys.map((key, i) => [key, values[i]]))

exports.toArg = (value) => value === null || value === undefined ? '' : String(value)

exports.optimizeErrorStack = (error) => error

/** Calls back with an error after so many ms, if nobody has called back before. */
exports.timeout = (callback, ms) => {
  let timer = null
  const once = (...args) => {
    if (timer === null) return
    clearTimeout(timer)
    timer = null
    callback(...args)
  }
  timer = setTimeout(once, ms, new Error('timeout'))
  return once
}

/** One of the elements from a place on. */
exports.sample = (array, from = 0) => array[from + Math.floor(Math.random() * (array.length - from))]

/** Mixes an array in place. */
exports.shuffle = (array) => {
  for (let i = array.length - 1; i > 0; i -= 1) {
    const other = Math.floor(Math.random() * (i + 1))
    ;[array[i], array[other]] = [array[other], array[i]]
  }
  return array
}
