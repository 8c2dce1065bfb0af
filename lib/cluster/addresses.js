'use strict'

const { isIP } = require('net')
const { parseUrl } = require('../options/url')

/**
 * @param {{host?: string, port?: number|string}} node
 * @returns {string} `host:port`, by which nodes are told apart
 */
function keyOf ({ host, port }) {
  return `${host || '127.0.0.1'}:${port || 6379}`
}

/**
 * @param {string} key  `host:port`, as redirections have it
 * @param {string} [sender]  host of the node that named it: servers that do not
 *   know their own name leave it out, or say `?`
 * @returns {{host: string, port: number}|null} null: it is no address
 */
function parseKey (key, sender) {
  const colon = String(key).lastIndexOf(':')
  if (colon === -1) return null
  const port = Number(key.slice(colon + 1))
  if (!Number.isInteger(port) || port < 1 || port > 65535) return null
  const host = knownHost(key.slice(0, colon), sender)
  return host === null ? null : { host, port }
}

/**
 * @param {unknown} host  from a server
 * @param {string} [sender]
 * @returns {string|null}
 */
function knownHost (host, sender) {
  if (typeof host === 'string' && host !== '' && host !== '?') return host
  return host === null || typeof host === 'string' ? sender || null : null
}

/**
 * Where a node is, seen from here: option `natMap`.
 *
 * @param {object|Function|null|undefined} natMap
 * @param {{host: string, port: number}} node
 * @returns {{host: string, port: number}}
 */
function mapAddress (natMap, node) {
  if (!natMap) return node
  const key = keyOf(node)
  const mapped = typeof natMap === 'function' ? natMap(key) : natMap[key]
  return mapped ? { ...mapped } : node
}

/**
 * @param {unknown} node  of the constructor's: a port, a URL, an object
 * @returns {object} options, with host and port
 * @throws {Error} for anything else
 */
function parseStartupNode (node) {
  let options
  if (typeof node === 'object' && node !== null) {
    options = { ...node }
  } else if (typeof node === 'string') {
    options = parseUrl(node)
    if (/^rediss:\/\//i.test(node)) options.tls ??= true
  } else if (typeof node === 'number') {
    options = { port: node }
  } else {
    throw new Error(`Invalid argument ${String(node)}`)
  }
  if (typeof options.port === 'string') options.port = Number.parseInt(options.port, 10)
  // Clusters have one database.
  delete options.db
  options.port ||= 6379
  options.host ||= '127.0.0.1'
  return options
}

/**
 * Where to begin: the constructor's nodes, by their addresses. Asked for each
 * time, since names may lead elsewhere meanwhile.
 *
 * @param {unknown} nodes
 * @param {object} options  of the cluster
 * @returns {Promise<object[]>} options of each
 */
async function resolveStartupNodes (nodes, options) {
  if (!Array.isArray(nodes) || nodes.length === 0) {
    throw new Error('`startupNodes` should contain at least one node.')
  }
  const all = nodes.map(parseStartupNode)
  const names = [...new Set(all.map(({ host }) => host))].filter((host) => !isIP(host))
  const resolve = options.useSRVRecords ? resolveService : resolveHost
  const found = new Map()
  let failure
  await Promise.all(names.map(async (name) => {
    try {
      found.set(name, await resolve(name, options))
    } catch (error) {
      failure = error
    }
  }))
  // One name that leads nowhere is no reason to do without the others.
  const usable = all.filter(({ host }) => isIP(host) || found.has(host))
  if (usable.length === 0) throw failure
  return usable.map((node) => ({ ...node, ...found.get(node.host) }))
}

function resolveHost (hostname, { dnsLookup }) {
  return new Promise((resolve, reject) => {
    dnsLookup(hostname, (error, host) => error ? reject(error) : resolve({ host }))
  })
}

async function resolveService (hostname, options) {
  const records = await new Promise((resolve, reject) => {
    options.resolveSrv(hostname, (error, found) => error ? reject(error) : resolve(found))
  })
  let failure = new Error(`There is no SRV record for ${hostname}`)
  for (const { name, port } of inOrder(records)) {
    try {
      return { ...await resolveHost(name, options), port }
    } catch (error) {
      failure = error
    }
  }
  throw failure
}

/** SRV records in the order in which RFC 2782 has them tried. */
function inOrder (records) {
  const left = [...records]
  const order = []
  while (left.length > 0) {
    const priority = Math.min(...left.map((record) => record.priority))
    const group = left.filter((record) => record.priority === priority)
    const record = byWeight(group)
    order.push(record)
    left.splice(left.indexOf(record), 1)
  }
  return order
}

// One more each, so that those of weight 0 have a chance.
function byWeight (records) {
  let left = Math.random() * records.reduce((sum, { weight }) => sum + weight + 1, 0)
  for (const record of records) {
    left -= record.weight + 1
    if (left < 0) return record
  }
  return records[records.length - 1]
}

module.exports = { keyOf, knownHost, mapAddress, parseKey, resolveStartupNodes }
