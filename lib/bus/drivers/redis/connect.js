'use strict'

const { publicUrl } = require('../../../support/public_url')
const { busError } = require('../../errors')

/**
 * The class is the app's own, so that options it changed hold here as well.
 *
 * @param {{ scheme: string, text: string, cluster: ReturnType<typeof clusterOf> }} address
 * @param {object} settings  of connect()
 */
function makeClient (address, settings) {
  const { Cluster, Redis } = require('hicast')
  const { cluster } = address
  const connectionName = settings.name.replace(/[^!-~]/g, '_')
  let isUp = false
  // A first connection that fails is told to whoever called connect().
  const retry = (own) => (times) => isUp ? (own ?? retryDelay)(times) : null
  const up = () => { isUp = true }
  if (cluster !== null) {
    const { redisOptions, clusterRetryStrategy, ...more } = settings.redis ?? {}
    const client = new Cluster(cluster.nodes, {
      ...more,
      lazyConnect: true,
      clusterRetryStrategy: retry(clusterRetryStrategy),
      redisOptions: { maxRetriesPerRequest: null, connectionName, ...cluster.common, ...redisOptions }
    })
    return { client, up }
  }
  const where = address.scheme === 'unix' ? address.text.replace(/^unix:(\/\/)?/i, '') : address.text
  const client = new Redis(where, {
    maxRetriesPerRequest: null,
    connectionName,
    ...settings.redis,
    lazyConnect: true,
    retryStrategy: retry(settings.redis?.retryStrategy)
  })
  return { client, up }
}

/**
 * What a URL says of a cluster: redis://host:port,host:port?cluster=true. TLS and
 * password are those of the nodes as well that it does not name.
 *
 * @returns {{ nodes: string[], common: object }|null} null: it is none
 */
function clusterOf ({ scheme, base, query }) {
  if (query.get('cluster') !== 'true') return null
  const [, credentials, hosts] = /^[a-z]+:\/\/(?:(.*)@)?([^/]*)/i.exec(base) ?? []
  if (!hosts) throw busError('ERR_HICAST_URL', 'a cluster is named by redis://host:port,host:port?cluster=true')
  const common = scheme === 'rediss' ? { tls: {} } : {}
  if (credentials) [common.username, common.password] = credentials.split(/:(.*)/s).map(decodeURIComponent)
  return { nodes: hosts.split(',').map((host) => `redis://${host}`), common }
}

function retryDelay (times) {
  return Math.min(times * 50, 2000) * (0.75 + Math.random() / 2)
}

/**
 * @param {object} address
 * @param {object} settings
 * @returns {Promise<object>} a client, connected
 */
async function openClient (address, settings) {
  const { client, up } = makeClient({ ...address, cluster: clusterOf(address) }, settings)
  let cause = null
  const remember = (error) => { cause = error }
  client.on('error', remember)
  try {
    await client.connect()
  } catch (error) {
    client.disconnect()
    const reason = cause ?? error
    throw busError(reason.code ?? 'ERR_HICAST_CONNECT', `cannot connect to ${publicUrl(address.text)}: ${reason.message}`,
      { cause: reason })
  }
  up()
  return client
}

module.exports = { openClient }
