'use strict'

const { busError } = require('./errors')

/**
 * Names of channels: tokens joined by dots. Of patterns a token may be `*`,
 * which stands for any one token, and the last may be `>`: one or more.
 */

const MAX_BYTES = 200 // with percent signs still within 255 bytes of AMQP for most names
const SIMPLE = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/

let last // that was simple: a publish asks twice, and the expression is most of what the bus adds to it

/** Whether it is the same on every broker. */
function isSimple (name) {
  if (name === last) return true
  if (!SIMPLE.test(name)) return false
  last = name
  return true
}

function nameError (name, reason) {
  return busError('ERR_HICAST_NAME', `not a channel's name: ${JSON.stringify(name) ?? String(name)}: ${reason}`)
}

function checkTokens (name, isPattern) {
  if (typeof name !== 'string') throw nameError(name, 'it must be a string')
  if (Buffer.byteLength(name) > MAX_BYTES) throw nameError(name, `it is longer than ${MAX_BYTES} bytes`)
  if (/\p{Surrogate}/u.test(name)) throw nameError(name, 'it has half a character (a lone surrogate)')
  const tokens = name.split('.')
  tokens.forEach((token, i) => {
    if (token === '') throw nameError(name, 'a part between dots is empty')
    if (token !== '*' && token !== '>') return
    if (!isPattern) throw nameError(name, '"*" and ">" stand for others, and only subscribe() takes them')
    if (token === '>' && i < tokens.length - 1) throw nameError(name, '">" must be the last part')
  })
}

/**
 * @param {string} name  of one channel
 * @throws {Error} ERR_HICAST_NAME
 */
function checkName (name) {
  if (typeof name === 'string' && name.length < 64 && isSimple(name)) return
  checkTokens(name, false)
}

/**
 * @param {string} name  of one channel, or a pattern
 * @returns {boolean} whether it is a pattern
 * @throws {Error} ERR_HICAST_NAME
 */
function checkPattern (name) {
  checkTokens(name, true)
  return isPattern(name)
}

/** @param {string} name  that was checked */
function isPattern (name) {
  return /(^|\.)(\*(\.|$)|>$)/.test(name)
}

/**
 * @param {string} pattern
 * @returns {(name: string) => boolean}
 */
function matcher (pattern) {
  if (!isPattern(pattern)) return (name) => name === pattern
  const parts = pattern.split('.').map((token) => {
    if (token === '*') return '[^.]+'
    if (token === '>') return '.+'
    return token.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
  })
  const regex = new RegExp(`^${parts.join('\\.')}$`, 'su')
  return (name) => regex.test(name)
}

/**
 * A name in the letters, digits, `-` and `_` that every broker takes; others
 * become %XX. Dots and the wildcards stay.
 *
 * @param {string} name
 * @returns {string}
 */
function encodeName (name) {
  if (isSimple(name)) return name
  return name.split('.').map((token) => token === '*' || token === '>' ? token : encodeToken(token)).join('.')
}

/** @param {string} text  any @returns {string} without dots or other special characters */
function encodeToken (text) {
  let encoded = ''
  for (const byte of Buffer.from(text)) {
    const character = String.fromCharCode(byte)
    encoded += /[A-Za-z0-9_-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return encoded
}

/** @param {string} encoded */
function decodeName (encoded) {
  return encoded.includes('%') ? decodeURIComponent(encoded) : encoded
}

module.exports = { checkName, checkPattern, isPattern, matcher, encodeName, encodeToken, decodeName }
