'use strict'

// What a command takes beside its arguments: its object, promise and slot.
const OVERHEAD = 256

/**
 * About how many bytes a command holds on to while it waits.
 *
 * @param {import('./command')} command
 * @returns {number}  characters of strings count as one byte
 */
function sizeOf ({ name, args }) {
  try {
    return OVERHEAD + name.length + bytesOf(args)
  } catch {
    return OVERHEAD // it cannot be read, and will be rejected for that
  }
}

/**
 * @param {unknown[]} args  of a command
 * @returns {number}  characters of strings count as one byte
 */
function bytesOf (args) {
  let size = 0
  for (let i = 0; i < args.length; i += 1) size += lengthOf(args[i])
  return size
}

/**
 * @param {unknown[]} args  as an app gave them, of a command that is not made yet
 * @returns {number}  about what the command will hold on to
 */
function roughSizeOf (args) {
  return OVERHEAD + args.flat().reduce((size, value) => size + (value?.length || 8), 0)
}

function lengthOf (argument) {
  return typeof argument === 'number' ? 8 : argument.length
}

module.exports = { bytesOf, roughSizeOf, sizeOf }
