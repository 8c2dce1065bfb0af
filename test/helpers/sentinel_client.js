'use strict'

const { Redis, useClients } = require('./client')
const { useFakeSentinels } = require('./fake_sentinel')
const { useRedis } = require('./redis_server')

const NAME = 'mymaster'

/**
 * Clients that have to find a real server by asking fake sentinels.
 *
 * @returns {{server: import('./redis_server').RedisServer, fakes: object, create: Function, here: () => object}}
 */
function useSentinelClients () {
  const server = useRedis()
  const clients = useClients(server)
  const fakes = useFakeSentinels()

  /** A client that has to find its server. */
  function create (sentinels, options) {
    return clients.add(new Redis({
      sentinels: sentinels.map(({ port }) => ({ host: '127.0.0.1', port })),
      name: NAME,
      retryStrategy: () => 20,
      ...options
    }))
  }

  /** What a sentinel says that knows where the server is. */
  const here = () => ({ master: { port: server.port } })

  return { server, fakes, create, here }
}

module.exports = { NAME, useSentinelClients }
