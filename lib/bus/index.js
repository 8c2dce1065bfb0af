'use strict'

const os = require('os')
const Bus = require('./bus')
const { cloudEvents } = require('./cloudevents')
const { optionError } = require('./errors')
const { Message } = require('./message')
const { readUrl } = require('./url')

const DRIVERS = {
  mem: () => require('./drivers/mem'),
  redis: () => require('./drivers/redis'),
  nats: () => require('./drivers/nats'),
  amqp: () => require('./drivers/amqp'),
  kafka: () => require('./drivers/kafka')
}

/**
 * Connects to a broker. The URL decides which, and never what a verb means.
 *
 * @param {string|URL} url  mem: redis: rediss: unix: nats: tls+nats: amqp: amqps: kafka: kafka+ssl:
 * @param {import('../../types/bus').ConnectOptions} [options]
 * @returns {Promise<Bus>}
 */
async function connect (url, options = {}) {
  if (options === null || typeof options !== 'object') throw optionError('options', options, 'an object')
  const { driver: own, ...rest } = options
  const address = own === undefined ? readUrl(url) : { text: String(url), prefix: '', query: new URLSearchParams() }
  const create = own ?? DRIVERS[address.driver]()
  if (typeof create !== 'function') throw optionError('driver', own, 'a function that makes a driver')
  const settings = { name: `${os.hostname()}-${process.pid}`, prefix: address.prefix, history: {}, ...rest }
  // The driver may have something to tell before there is a bus.
  const host = {
    bus: null,
    setStatus (status, error) { this.bus?._setStatus(status, error) },
    emitError (error) { this.bus?._emitError(error) }
  }
  const driver = await create(address, settings, host)
  host.bus = new Bus(driver, settings)
  return host.bus
}

module.exports = { connect, cloudEvents, Bus, Message }
