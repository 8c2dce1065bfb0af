'use strict'

/** Reads of a Mach-O file, the format of macOS, what check.js asks for: Linux' tools do not know it. */

const MAGIC = 0xfeedfacf // 64 bit, little endian
const LC_LOAD_DYLIB = 0xc
const LC_CODE_SIGNATURE = 0x1d
const LC_DYLD_INFO = 0x22
const LC_BUILD_VERSION = 0x32
const DYNAMIC_LOOKUP = -2 // the "library" of symbols that are looked for in the whole process

// What the loader is told of symbols, in steps: the high four bits say which, the low ones are a number.
const SET_ORDINAL = 0x10
const SET_ORDINAL_LONG = 0x20
const SET_ORDINAL_SPECIAL = 0x30
const SET_SYMBOL = 0x40
const WITHOUT_NUMBERS = [0x00, 0x50, 0x90, 0xb0]
const WITH_ONE_NUMBER = [0x60, 0x70, 0x80, 0xa0]
const DO_BIND_TIMES = 0xc0 // with two
const DO_BIND = [0x90, 0xa0, 0xb0, DO_BIND_TIMES] // what was set counts now

function text (file, at) {
  return file.toString('latin1', at, file.indexOf(0, at))
}

/** Where the number that starts there ends: each byte but the last has its high bit set. */
function skipNumber (file, at) {
  while (file[at] & 0x80) at++
  return at + 1
}

/** For each symbol that the loader looks up, the number of the library it looks in; negative ones are special. */
function readBindings (file, start, size, found) {
  let ordinal = 0
  let name = ''
  for (let at = start; at < start + size;) {
    const step = file[at] & 0xf0
    const low = file[at++] & 0x0f
    if (DO_BIND.includes(step)) found.set(name, ordinal)
    if (step === SET_ORDINAL) ordinal = low
    else if (step === SET_ORDINAL_SPECIAL) ordinal = low === 0 ? 0 : low - 16
    else if (step === SET_ORDINAL_LONG) throw new Error('more libraries than this program reads')
    else if (step === SET_SYMBOL) {
      name = text(file, at)
      at += name.length + 1
    } else if (WITH_ONE_NUMBER.includes(step)) at = skipNumber(file, at)
    else if (step === DO_BIND_TIMES) at = skipNumber(file, skipNumber(file, at))
    else if (!WITHOUT_NUMBERS.includes(step)) throw new Error(`unknown step ${step}`)
  }
}

/**
 * @param {Buffer} file
 * @returns {{ libraries: string[], bindings: Map<string, number>, macos: number, isSigned: boolean }}
 *   bindings: DYNAMIC_LOOKUP, or an index of `libraries`, from 1
 * @throws {Error} if it is none
 */
function readMachO (file) {
  if (file.readUInt32LE(0) !== MAGIC) throw new Error('this is no Mach-O file of 64 bits')
  const found = { libraries: [], bindings: new Map(), macos: Infinity, isSigned: false }
  let at = 32
  for (let left = file.readUInt32LE(16); left > 0; left--) {
    const type = file.readUInt32LE(at) & 0x7fffffff
    const word = (offset) => file.readUInt32LE(at + offset)
    if (type === LC_LOAD_DYLIB) found.libraries.push(text(file, at + word(8)))
    else if (type === LC_CODE_SIGNATURE) found.isSigned = true
    else if (type === LC_BUILD_VERSION) found.macos = word(12) >> 16
    else if (type === LC_DYLD_INFO) {
      readBindings(file, word(16), word(20), found.bindings)
      readBindings(file, word(32), word(36), found.bindings)
    }
    at += word(4)
  }
  return found
}

module.exports = { DYNAMIC_LOOKUP, readMachO }
