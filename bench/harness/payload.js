'use strict'

const HEAD = '{"type":"logout","userId":42,"at":1764000000000,"note":"'
const TAIL = '"}'

/**
 * A JSON text in ASCII of so many bytes, as servers send it to each other;
 * just letters when there is no room for one.
 *
 * @param {number} bytes
 */
function jsonPayload (bytes) {
  const room = bytes - HEAD.length - TAIL.length
  return room < 0 ? 'x'.repeat(bytes) : HEAD + 'x'.repeat(room) + TAIL
}

/** The same with letters outside ASCII and outside Latin-1, and one emoji. */
function utf8Payload (bytes) {
  const note = 'Grüße, żółć, 東京 👋 '
  let text = HEAD
  while (Buffer.byteLength(text + note + TAIL) <= bytes) text += note
  return text + 'x'.repeat(bytes - Buffer.byteLength(text + TAIL)) + TAIL
}

module.exports = { jsonPayload, utf8Payload }
