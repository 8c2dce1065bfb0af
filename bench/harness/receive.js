'use strict'

const { flood } = require('./flood')
const { receiveSide, CHANNEL, CHANNELS } = require('./receive-side')
const { Side } = require('./side')

// Of these so many messages pass in the same time that they need more of them.
const FAST = ['hicast', 'floor', 'least']

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
 * @param {number} [what.others]  what part of both is for the slower clients: 1 unless told
 */
function receiveQuestion (question, what) {
  return {
    unit: 'µs/message',
    ...question,
    params: { ...what, payload: `${Buffer.byteLength(what.payload)} bytes` },
    run: (context) => runReceive(context, question.name, shareOf(what, context.client)),
    side: receiveSide
  }
}

function shareOf ({ others = 1, ...what }, client) {
  const share = FAST.includes(client) ? 1 : others
  return { ...what, count: what.count * share, warmUp: what.warmUp * share }
}

/** Starts a client, floods it twice, and gives what it measured the second time. */
async function runReceive (context, name, what) {
  const { server, factor } = context
  const flooding = floodOf(what)
  const receiver = startReceiver(context, name, { ...what, count: what.count * factor })
  try {
    await receiver.next()
    await flood(server.control, { ...flooding, count: what.warmUp })
    await receiver.next()
    await flood(server.control, { ...flooding, count: what.count * factor })
    return await receiver.next()
  } finally {
    await receiver.stop()
  }
}

function startReceiver ({ server, client, floor }, name, what, options) {
  const { form = 'subscribe', channels = 1, payload, count, warmUp } = what
  if (client === 'floor') {
    return new Side([floor(), server.port, CHANNEL, warmUp, count].map(String))
  }
  const length = lengthOf(form, payload)
  return Side.start(name, client, { port: server.port, form, channels, count, warmUp, length }, options)
}

function floodOf ({ channels = 1, payload }) {
  return { channel: channels === 1 ? CHANNEL : CHANNELS, channels, payload }
}

/** What `.length` of a listener's arguments adds up to, the pattern left out. */
function lengthOf (form, payload) {
  const name = CHANNELS.replace('%07d', '0000000')
  return (form === 'subscribeBuffer' ? Buffer.byteLength(payload) : payload.length) + name.length
}

module.exports = { receiveQuestion, runReceive, startReceiver, floodOf }
