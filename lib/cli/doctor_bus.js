'use strict'

const { explain } = require('./connect')
const { openBus } = require('./bus')
const { Failure } = require('./errors')

/** `hicast doctor` for brokers other than Redis. */

const ROUNDS = 20
const PATIENCE = 15000 // ms; for a message to come back

function within (promise, what) {
  let timer
  const late = new Promise((resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${PATIENCE} ms for ${what}`)), PATIENCE)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

const list = (all) => all.length > 0 ? all.join(', ') : 'nothing'

function * tellCaps ({ caps, broker }) {
  yield { level: 'ok', title: 'broker', text: `${broker}${caps.serverVersion === undefined ? '' : ` ${caps.serverVersion}`}` }
  if (caps.durable) {
    yield { level: 'ok', title: 'logs', text: `yes; from new${caps.replay.map((kind) => `, ${kind}`).join('')}` }
  } else {
    yield { level: 'note', title: 'logs', text: 'none here: subscribe() with durable is refused' }
  }
  if (!caps.group) yield { level: 'note', title: 'groups', text: 'none here: consume() is refused' }
  else yield { level: 'ok', title: 'groups', text: caps.redelivery === 'in-place' ? 'yes; what fails holds up what is behind it' : 'yes' }
  yield { level: 'ok', title: 'receipts', text: `publish() tells ${list(caps.receipt)}` }
  yield { level: 'ok', title: 'order', text: `kept within: ${caps.order}` }
}

/** Sends messages to itself, one after the other. */
async function * sendToItself (bus, channel) {
  let heard = () => {}
  const begin = performance.now()
  await within(bus.subscribe(channel, ({ text }) => heard(text)), 'the subscription')
  yield { level: 'ok', title: 'subscribe', text: `confirmed after ${(performance.now() - begin).toFixed(0)} ms` }
  const times = []
  for (let i = 0; i < ROUNDS; i++) {
    const text = `doctor ${process.pid} ${i}`
    const at = performance.now()
    const back = new Promise((resolve) => { heard = (other) => { if (other === text) resolve() } })
    await within(bus.publish(channel, text), 'the publish')
    await within(back, 'the message to come back')
    times.push(performance.now() - at)
  }
  times.sort((a, b) => a - b)
  yield {
    level: 'ok',
    title: 'messages',
    text: `${ROUNDS} sent to itself on ${channel}, back after ${times[ROUNDS / 2].toFixed(1)} ms (median), ${times.at(-1).toFixed(1)} ms (longest)`
  }
}

/**
 * @param {string} url
 * @param {string} channel
 * @returns {AsyncGenerator<{ level: string, title: string, text: string, fix?: string }>}
 */
async function * findAllOfBus (url, channel) {
  let bus
  try {
    bus = await openBus(url)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const isMissing = error.cause.code === 'ERR_HICAST_PEER'
    yield {
      level: 'bad',
      title: isMissing ? 'client' : 'connection',
      text: isMissing ? error.cause.message.split(':')[0] : explain(error.cause, url).text,
      fix: isMissing ? error.cause.message.slice(error.cause.message.indexOf('npm install')) : error.hint
    }
    return
  }
  yield { level: 'ok', title: 'connection', text: 'made' }
  try {
    yield * tellCaps(bus)
    yield * sendToItself(bus, channel)
  } catch (error) {
    yield { level: 'bad', title: 'messages', text: error.message }
  } finally {
    await bus.close()
  }
}

module.exports = { findAllOfBus }
