'use strict'

/** Number of slots that a Redis Cluster divides its keys into. */
const SLOT_COUNT = 16384

// CRC16 of the XMODEM kind, a byte at a time.
const TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1
  return crc & 0xffff
})

const OPEN = 0x7b // {
const CLOSE = 0x7d // }

/**
 * The slot of a key: that of what stands between its first `{` and the next
 * `}`, when that is something.
 *
 * @param {string|Uint8Array} key
 * @returns {number}
 */
function keySlot (key) {
  return typeof key === 'string' ? textSlot(key) : byteSlot(key)
}

function textSlot (key) {
  let from = 0
  let to = key.length
  const open = key.indexOf('{')
  if (open !== -1) {
    const close = key.indexOf('}', open + 1)
    if (close > open + 1) {
      from = open + 1
      to = close
    }
  }
  let crc = 0
  for (let i = from; i < to; i += 1) {
    const code = key.charCodeAt(i)
    // Rare, and then as the bytes that are sent.
    if (code > 127) return byteSlot(Buffer.from(key))
    crc = (TABLE[(crc >> 8) ^ code] ^ (crc << 8)) & 0xffff
  }
  return crc & (SLOT_COUNT - 1)
}

function byteSlot (key) {
  let from = 0
  let to = key.length
  const open = key.indexOf(OPEN)
  if (open !== -1) {
    const close = key.indexOf(CLOSE, open + 1)
    if (close > open + 1) {
      from = open + 1
      to = close
    }
  }
  let crc = 0
  for (let i = from; i < to; i += 1) crc = (TABLE[(crc >> 8) ^ key[i]] ^ (crc << 8)) & 0xffff
  return crc & (SLOT_COUNT - 1)
}

module.exports = { SLOT_COUNT, keySlot }
