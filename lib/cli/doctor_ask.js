'use strict'

/** How the checks of `hicast doctor` ask a server that may refuse, and what they return. */

/**
 * @param {'ok'|'note'|'warn'|'bad'} level
 * @param {string} title
 * @param {string} text
 * @param {string} [fix]  what to do
 */
function finding (level, title, text, fix) {
  return fix === undefined ? { level, title, text } : { level, title, text, fix }
}

/**
 * A server that does not answer at all is no server that refuses: that is thrown.
 * @returns {Promise<unknown>}  undefined when the server does not know or allow the command
 */
async function ask (redis, ...args) {
  try {
    return await redis.call(...args)
  } catch (error) {
    if (error.name !== 'ReplyError') throw error
  }
}

/** @returns {Promise<string|undefined>} */
async function config (redis, name) {
  const reply = await ask(redis, 'config', 'get', name)
  return Array.isArray(reply) ? reply[1] : undefined
}

module.exports = { finding, ask, config }
