'use strict'

const { isUtf8 } = require('buffer')
const { publicUrl } = require('../support/public_url')
const { busFailure, openBus } = require('./bus')
const { UsageError } = require('./errors')
const { oneLine } = require('./terminal')

/** `hicast sub` by hicast/bus. */

/** @param {string} text  of --from @returns {import('../../types/bus').From} */
function readFrom (text) {
  if (/^(new|first|last)$/.test(text)) return text
  if (/^\d+$/.test(text)) return { seq: Number(text) }
  const time = Date.parse(text)
  if (/^\d{4}-/.test(text) && !Number.isNaN(time)) return { time }
  throw new UsageError(`--from must be new, first, last, a seq, or a time as in 2027-01-31T12:00:00Z, not "${text}"`, 'sub')
}

/** Makes the line of a message. */
function formatter ({ json, channel: withChannel }, terminal) {
  if (json) return (message) => JSON.stringify(toObject(message))
  return ({ channel, text }) => {
    const line = oneLine(text, terminal.isTerminal)
    return withChannel ? `${terminal.paint('cyan', oneLine(channel, terminal.isTerminal))}\t${line}` : line
  }
}

/** What the broker told, and nothing else. */
function toObject ({ channel, bytes, contentType, headers, key, id, seq, time, deliveries }) {
  return {
    channel,
    ...(isUtf8(bytes) ? { message: bytes.toString() } : { base64: bytes.toString('base64') }),
    contentType,
    headers: Object.keys(headers).length > 0 ? headers : undefined,
    key,
    id,
    seq,
    time: time === undefined ? undefined : new Date(time).toISOString(),
    deliveries
  }
}

function tellConnection (bus, url, terminal) {
  bus.on('status', ({ status }) => {
    if (status === 'disconnected') terminal.err(`hicast: connection to ${publicUrl(url)} lost, trying again\n`)
    if (status === 'connected') terminal.err('hicast: connected and subscribed again\n')
  })
  bus.on('gap', ({ reason, channel, from, to, dropped }) => {
    const which = from === undefined ? '' : ` from seq ${from}${to === undefined ? '' : ` to ${to}`}`
    terminal.err(`hicast: ${dropped ?? 'messages'} of ${channel}${which} may be missed (${reason})\n`)
  })
}

/**
 * @param {object} options
 * @param {string} options.url
 * @param {object} options.values   of the command line
 * @param {string[]} options.names
 * @param {{ add: (line: string) => void }} options.printer
 * @param {object} options.terminal
 * @param {(error: Error) => void} options.onError  a subscription has ended
 * @returns {Promise<{ close: () => Promise<void> }>}
 */
async function subscribeBus ({ url, values, names, printer, terminal, onError }) {
  const { group, from } = values
  const where = from === undefined ? undefined : readFrom(from)
  if (group !== undefined && typeof where === 'object') throw new UsageError('a group begins at new or first', 'sub')
  const bus = await openBus(url)
  tellConnection(bus, url, terminal)
  const format = formatter(values, terminal)
  // Of a group: what is not printed is not done, and goes to another member.
  const handler = (message) => printer.isEnded ? new Promise(() => {}) : printer.add(format(message))
  try {
    for (const name of names) {
      const subscription = group !== undefined
        ? await bus.consume(name, handler, { group, ...(where === undefined ? {} : { from: where }) })
        : await bus.subscribe(name, handler, where === undefined ? {} : { durable: true, from: where })
      subscription.on('error', (error) => onError(busFailure(error, `subscribe to ${name}`)))
    }
  } catch (error) {
    await bus.close()
    throw busFailure(error, `subscribe to ${names.join(', ')}`)
  }
  return bus
}

module.exports = { subscribeBus }
