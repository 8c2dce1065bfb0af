'use strict'

/**
 * A command in RESP, for those who send it by a way of their own.
 *
 * @param {string} name
 * @param {(string|Uint8Array)[]} args
 * @returns {string|Buffer}  a Buffer if there are bytes among the arguments
 */
function encodeCommand (name, args) {
  const parts = [`*${args.length + 1}\r\n`, ...[name, ...args].flatMap(bulk)]
  if (parts.every((part) => typeof part === 'string')) return parts.join('')
  return Buffer.concat(parts.map((part) => Buffer.from(part)))
}

function bulk (argument) {
  return [`$${Buffer.byteLength(argument)}\r\n`, argument, '\r\n']
}

module.exports = { encodeCommand }
