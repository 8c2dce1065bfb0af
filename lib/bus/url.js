'use strict'

const { publicUrl } = require('../support/public_url')
const { busError } = require('./errors')

// Which driver each scheme takes.
const SCHEMES = {
  mem: 'mem',
  redis: 'redis',
  rediss: 'redis',
  unix: 'redis',
  nats: 'nats',
  'tls+nats': 'nats',
  amqp: 'amqp',
  amqps: 'amqp',
  kafka: 'kafka',
  'kafka+ssl': 'kafka'
}

/**
 * @param {string|URL} url
 * @returns {{ scheme: string, driver: string, text: string, prefix: string, query: URLSearchParams }}
 *   `text` is without the options of the bus
 * @throws {Error} ERR_HICAST_URL
 */
function readUrl (url) {
  const text = String(url)
  const scheme = /^([a-z][a-z+]*):/i.exec(text)?.[1].toLowerCase()
  if (scheme === undefined || !Object.hasOwn(SCHEMES, scheme)) {
    throw busError('ERR_HICAST_URL', `no broker for the URL "${publicUrl(text)}": it must begin with one of ` +
      Object.keys(SCHEMES).map((name) => `${name}:`).join(' '))
  }
  const mark = text.indexOf('?')
  const query = new URLSearchParams(mark === -1 ? '' : text.slice(mark + 1))
  const prefix = query.get('prefix') ?? ''
  query.delete('prefix')
  const rest = query.toString()
  const base = mark === -1 ? text : text.slice(0, mark)
  return { scheme, driver: SCHEMES[scheme], text: rest === '' ? base : `${base}?${rest}`, base, prefix, query }
}

module.exports = { readUrl }
