'use strict'

// Messages are made inside the server, so that no publisher takes CPU away
// from the client under test. The server writes to subscribers only between
// two scripts, and not all that it has: waiting until little is left keeps what
// it buffers in memory that it has used before. A client that is slower than
// the script always has some left to read.
const SCRIPT_BYTES = 1 << 20
const MOST_LEFT = 1 << 20
const SCRIPT_MESSAGES = 5000

const ONE_CHANNEL = `
local publish = redis.call
local channel, payload = KEYS[1], ARGV[1]
for i = 1, tonumber(ARGV[2]) do publish('publish', channel, payload) end`

const RANDOM_CHANNELS = `
local publish, random, format = redis.call, math.random, string.format
local channels, payload, n = KEYS[1], ARGV[1], tonumber(ARGV[3])
math.randomseed(tonumber(ARGV[4]))
for i = 1, tonumber(ARGV[2]) do
  publish('publish', format(channels, random(0, n - 1)), payload)
end`

/**
 * Publishes `count` messages from inside the server.
 *
 * @param {import('./control').Control} control
 * @param {object} options
 * @param {string} options.channel   a name, or for several a format with %07d
 * @param {number} [options.channels]
 * @param {string|Buffer} options.payload
 * @param {number} options.count
 */
async function flood (control, { channel, channels = 1, payload, count }) {
  const script = channels === 1 ? ONE_CHANNEL : RANDOM_CHANNELS
  const name = channels === 1 ? channelName(channel, 0) : channel
  const size = Buffer.byteLength(payload) + 64
  const most = Math.max(1, Math.min(SCRIPT_MESSAGES, Math.floor(SCRIPT_BYTES / size)))
  const sha = await control.call('SCRIPT', 'LOAD', script)
  for (let left = count; left > 0; left -= most) {
    await control.call('EVALSHA', sha, 1, name, payload, Math.min(left, most), channels, left)
    while (await mostBuffered(control) > MOST_LEFT);
  }
}

/** The bytes that the server has still to write to the subscriber that is furthest behind. */
async function mostBuffered (control) {
  const list = await control.call('CLIENT', 'LIST', 'TYPE', 'pubsub')
  return Math.max(0, ...Array.from(list.matchAll(/ omem=(\d+)/g), ([, bytes]) => Number(bytes)))
}

/**
 * The name of one of several channels: all are equally long.
 *
 * @param {string} format  a name with %07d in it, or without for the only channel
 * @param {number} index
 */
function channelName (format, index) {
  return format.replace('%07d', String(index).padStart(7, '0'))
}

module.exports = { flood, channelName }
