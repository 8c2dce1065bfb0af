'use strict'

const { conformance } = require('hicast/bus/conformance')
const { useRedis } = require('../../helpers/redis_server')

describe('bus', () => {
  const server = useRedis()

  conformance({
    name: 'redis',
    url: () => `redis://127.0.0.1:${server.port}`,
    faults: { kill: () => server.kill(), start: () => server.start() }
  })
})
