'use strict'

const MAX_NAME = 256 // bytes
const HALF_A_PAIR = /\p{Surrogate}/u

/** The topic that every socket is in. */
const EVERYBODY = 'a'

/**
 * @param {'user'|'room'} what
 * @param {unknown} name
 * @returns {string} the name, once it is seen to be one
 * @throws {TypeError|RangeError}
 */
function checkName (what, name) {
  if (typeof name === 'number') name = String(name)
  if (typeof name !== 'string' || name === '') {
    throw new TypeError(`The name of a ${what} must be a string that is not empty, got ${String(name)}`)
  }
  const bytes = Buffer.byteLength(name)
  if (bytes > MAX_NAME) throw new RangeError(`The name of a ${what} has ${bytes} bytes, and may have ${MAX_NAME}`)
  // Half a surrogate pair has no form as bytes: messages would come for another name.
  if (HALF_A_PAIR.test(name)) throw new TypeError(`The name of a ${what} must be Unicode, got ${JSON.stringify(name)}`)
  return name
}

/** @returns {string} the topic of a user */
function userTopic (name) {
  return `u:${checkName('user', name)}`
}

/** @returns {string} the topic of a room */
function roomTopic (name) {
  return `r:${checkName('room', name)}`
}

module.exports = { EVERYBODY, MAX_NAME, checkName, roomTopic, userTopic }
