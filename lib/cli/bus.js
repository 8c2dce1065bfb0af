'use strict'

const { publicUrl } = require('../support/public_url')
const { explain } = require('./connect')
const { Failure, UsageError } = require('./errors')

/** Brokers other than Redis, and logs and groups: by hicast/bus. */

const OTHERS = /^(mem|nats|tls\+nats|amqps?|kafka|kafka\+ssl):/i
const CONNECT_LIMIT = 20000 // ms; Kafka takes its time

/** @param {string} url  whether another broker than Redis has it */
function isOther (url) {
  return OTHERS.test(url)
}

/** Two programs cannot meet in the memory of one. */
function checkShared (url, command) {
  if (!/^mem:/i.test(url)) return
  throw new UsageError('mem: is for buses of one process, and nobody else is in this one', command)
}

/**
 * @param {string} url
 * @returns {Promise<import('../bus/bus')>}
 * @throws {Failure}
 */
async function openBus (url) {
  const { connect } = require('../bus')
  // The bus knows no "host:port", nor a path alone.
  const text = /^[a-z][a-z+]*:/i.test(url) && !/^localhost:/i.test(url) ? url : `${url.startsWith('/') ? 'unix:' : 'redis://'}${url}`
  const opening = connect(text, { name: 'hicast-cli' })
  let timer
  const late = new Promise((resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`timed out: no answer for ${CONNECT_LIMIT} ms`)), CONNECT_LIMIT)
  })
  try {
    return await Promise.race([opening, late])
  } catch (error) {
    opening.then((bus) => bus.close(), () => {})
    throw connectFailure(error, url)
  } finally {
    clearTimeout(timer)
  }
}

function connectFailure (error, url) {
  if (error.code === 'ERR_HICAST_URL') return new UsageError(error.message)
  if (error.code === 'ERR_HICAST_PEER') {
    return Object.assign(new Failure(`cannot connect to ${publicUrl(url)}: ${error.message}`,
      'The client of a broker is installed beside hicast, in the folder of the app'), { cause: error })
  }
  const cause = error.cause ?? error
  const { text } = explain(cause, url)
  return Object.assign(new Failure(`cannot connect to ${publicUrl(url)}: ${text}`,
    'Is the broker up, and are host, port, user and password right?'), { cause })
}

/** What a verb was refused with: by the bus itself, or by the broker. */
function busFailure (error, what) {
  return new Failure(`cannot ${what}: ${error.message}`)
}

module.exports = { isOther, checkShared, openBus, busFailure }
