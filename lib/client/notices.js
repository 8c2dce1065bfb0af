'use strict'

const { replyError } = require('../support/errors')
const { NOTICE } = require('../support/native')

/**
 * Tells the user what happened in a handshake that went on all the same:
 * as a warning where ioredis warns, as an `error` event where it emits one.
 *
 * @param {import('./redis')} redis
 * @param {number} notice  a NOTICE of the addon
 * @param {string} text    the server's words
 */
function reportNotice (redis, notice, text) {
  switch (notice) {
    case NOTICE.AUTH:
      console.warn(authWarning(text))
      break
    case NOTICE.READY_CHECK:
      console.warn(`[WARN] hicast: The ready check is skipped because the server refuses INFO: "${text}". ` +
        'Set the option "enableReadyCheck" to false to do without it.')
      break
    case NOTICE.DOWNGRADE:
      if (redis.options.replyMapping === 'resp3') {
        console.warn('[WARN] hicast: The server does not know RESP3: replies come in the shapes of RESP2, ' +
          'although the option "replyMapping" is "resp3".')
      }
      break
    case NOTICE.SELECT:
      redis.silentEmit('error', replyError(text))
      break
    case NOTICE.UNEXPECTED:
      redis.silentEmit('error', Object.assign(new Error(
        `Command queue state error. If you can reproduce this, please report it. Last reply: ${text}`),
      { code: 'HC_EUNEXPECTED' }))
      break
  }
}

function authWarning (text) {
  if (text.includes("wrong number of arguments for 'auth' command")) {
    return '[ERROR] hicast: The server does not take a user name: it answered "wrong number of arguments for \'auth\' ' +
      'command". You are probably passing both username and password to Redis version 5 or below, ' +
      'which knows only the option "password".'
  }
  if (text.includes('default user')) {
    return "[WARN] hicast: This server's `default` user does not require a password, but a password was supplied"
  }
  return '[WARN] hicast: The server requires no password, but a password was supplied.'
}

module.exports = { reportNotice }
