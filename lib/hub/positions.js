'use strict'

/**
 * Where a message stands in the history of its topic. Of another epoch is what
 * belongs to another history: the broker has lost the one before.
 *
 * @typedef {{epoch: string, offset: string|number}} Position
 */

const MAX_EPOCH = 64 // characters
const OFFSET = /^(-1|\d{1,19})$/ // -1: before all

/**
 * @param {Position} position
 * @param {Position} other
 * @returns {boolean} whether a position comes after another, or is of another epoch
 */
function isAfter (position, other) {
  if (position.epoch !== other.epoch) return true
  return BigInt(position.offset) > BigInt(other.offset)
}

/**
 * @param {Map<string, Position>} positions  by topic
 * @returns {string} base64url; '' when there is none
 */
function encodePositions (positions) {
  if (positions.size === 0) return ''
  const pairs = [...positions].map(([id, { epoch, offset }]) => [id, [epoch, String(offset)]])
  return Buffer.from(JSON.stringify(Object.fromEntries(pairs))).toString('base64url')
}

/**
 * @param {string} [text]  what encodePositions() or hicast/hub/client gave
 * @returns {Map<string, Position>} empty for anything else
 */
function decodePositions (text) {
  const positions = new Map()
  try {
    const object = JSON.parse(Buffer.from(String(text), 'base64url').toString())
    for (const [id, place] of Object.entries(Object(object))) {
      const position = positionOf(place)
      if (position !== null) positions.set(id, position)
    }
  } catch {
    // A browser sent it: it may be anything.
  }
  return positions
}

/**
 * @param {unknown} place  [epoch, offset], from a browser
 * @returns {Position|null} null: it is no such thing
 */
function positionOf (place) {
  if (!Array.isArray(place) || !OFFSET.test(String(place[1]))) return null
  return { epoch: String(place[0]).slice(0, MAX_EPOCH), offset: String(place[1]) }
}

module.exports = { decodePositions, encodePositions, isAfter, positionOf }
