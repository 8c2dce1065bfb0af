'use strict'

const dns = require('dns').promises
const net = require('net')

/** The options of createBroker(), checked and resolved. */

const LOOPBACK = new net.BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4')
LOOPBACK.addAddress('::1', 'ipv6')

/**
 * @param {string} address  numeric
 * @returns {boolean}
 */
function isLoopback (address) {
  return LOOPBACK.check(address, net.isIPv6(address) ? 'ipv6' : 'ipv4')
}

function wrong (name, expected, value) {
  const error = new TypeError(`broker: "${name}" must be ${expected}, not ${String(value)}`)
  error.code = 'HC_BROKER_OPTION'
  return error
}

/** An integer of an option, or `absent` when it is not given. */
function integer (options, name, min, max, absent) {
  const value = options[name]
  if (value === undefined) return absent
  if (Number.isSafeInteger(value) && value >= min && value <= max) return value
  throw wrong(name, `an integer from ${min} to ${max}`, value)
}

function text (options, name) {
  const value = options[name]
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string' && value !== '') return value
  throw wrong(name, 'a string that is not empty', value)
}

/** @returns {{ username?: string, password?: string }} */
function credentials ({ auth }) {
  if (auth === undefined || auth === null) return {}
  const given = typeof auth === 'string' ? { password: auth } : auth
  if (typeof given !== 'object') throw wrong('auth', 'a password or { username, password }', auth)
  const username = text(given, 'username')
  const password = text(given, 'password')
  if (password === undefined) throw wrong('auth.password', 'a string that is not empty', password)
  return { username, password }
}

function limits (options) {
  const { outputLimit = {} } = options
  return {
    maxClients: integer(options, 'maxClients', 1, 2 ** 31 - 1),
    maxBulkLength: integer(options, 'maxBulkLength', 1, 2 ** 29),
    outputHard: integer(outputLimit, 'hard', 1, Number.MAX_SAFE_INTEGER),
    outputSoft: integer(outputLimit, 'soft', 1, Number.MAX_SAFE_INTEGER),
    outputSoftTime: integer(outputLimit, 'softTime', 1, 2 ** 31 - 1),
    seed: integer(options, 'seed', 0, Number.MAX_SAFE_INTEGER)
  }
}

/** The numeric address to listen at. Without a password only this machine may come. */
async function resolve (host, hasPassword) {
  const { address } = await dns.lookup(host)
  if (hasPassword || isLoopback(address)) return address
  const error = new Error(`broker: "auth" is needed to listen at ${host}: ` +
    'without it only loopback addresses are allowed')
  error.code = 'HC_BROKER_AUTH'
  throw error
}

/**
 * @param {import('../../types/broker').BrokerOptions} options
 * @returns {Promise<{ address: string|null, port: number, path?: string, native: object }>}
 *   address is null when it listens at the path alone
 */
async function readOptions (options) {
  if (options === null || typeof options !== 'object') throw wrong('options', 'an object', options)
  const path = text(options, 'path')
  const host = text(options, 'host')
  const port = integer(options, 'port', 0, 65535)
  const native = { ...credentials(options), ...limits(options) }
  const isTcp = path === undefined || port !== undefined || host !== undefined
  return {
    address: isTcp ? await resolve(host ?? '127.0.0.1', native.password !== undefined) : null,
    port: port ?? 0,
    path,
    native
  }
}

module.exports = { readOptions, isLoopback }
