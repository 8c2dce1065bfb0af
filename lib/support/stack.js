'use strict'

const FOLDER = require('../folder')

/**
 * Gives an error the stack of the call that led to it, without the frames of
 * this library: option `showFriendlyErrorStack`.
 *
 * @param {Error} error  changed in place
 * @param {Error} caller  made where the command was called
 */
function cleanStack (error, caller) {
  if (!error || typeof error.stack !== 'string') return
  const frames = caller.stack.split('\n').slice(1)
  const first = frames.findIndex((frame) => !frame.includes(FOLDER))
  const [head] = error.stack.split('\n', 1)
  error.stack = [head, ...(first === -1 ? [] : frames.slice(first))].join('\n')
}

module.exports = { cleanStack }
