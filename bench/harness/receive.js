'use strict'

const { flood } = require('./flood')
const { receiveSide, CHANNEL, CHANNELS } = require('./receive-side')
const { Side } = require('./side')

/**
 * Makes a question of what it costs a client to receive.
 *
 * @param {object} question  its name, title, clients and bars
 * @param {object} what
 * @param {'subscribe'|'subscribeBuffer'|'psubscribe'} [what.form]
 * @param {string} what.payload
 * @param {number} [what.channels]
 * @param {number} what.count    messages measured
 * @param {number} what.warmUp   messages before
 */
function receiveQuestion (question, what) {
  return {
    unit: 'µs/message',
    ...question,
    params: { ...what, payload: `${Buffer.byteLength(what.payload)} bytes` },
    run: (context) => runReceive(context, question.name, what),
    side: receiveSide
  }
}

/** Starts a client, floods it twice, and gives what it measured the second time. */
async function runReceive ({ server, client, floor, factor }, name, what) {
  const { form = 'subscribe', channels = 1, payload, warmUp } = what
  const count = what.count * factor
  const channel = channels === 1 ? CHANNEL : CHANNELS
  const length = lengthOf(form, payload)
  const side = client === 'floor'
    ? new Side([floor(), server.port, CHANNEL, warmUp, count].map(String))
    : Side.start(name, client, { port: server.port, form, channels, count, warmUp, length })
  try {
    await side.next()
    await flood(server.control, { channel, channels, payload, count: warmUp })
    await side.next()
    await flood(server.control, { channel, channels, payload, count })
    return await side.next()
  } finally {
    await side.stop()
  }
}

/** What `.length` of a listener's arguments adds up to, the pattern left out. */
function lengthOf (form, payload) {
  const name = CHANNELS.replace('%07d', '0000000')
  return (form === 'subscribeBuffer' ? Buffer.byteLength(payload) : payload.length) + name.length
}

module.exports = { receiveQuestion }
