'use strict'

const { eachProtocol } = require('../../helpers/client')
const { useFakeServers, HANDSHAKE } = require('../../helpers/fake_server')
const { RedisServer, freePort } = require('../../helpers/redis_server')
const { listen, follow, compare, at } = require('../../helpers/stories')
const { event, eventually } = require('../../helpers/wait')

describe('status and events of connections that fail', () => {
  let server
  before(async () => { server = await RedisServer.start() })
  after(() => server.stop())
  const startFake = useFakeServers()

  eachProtocol((protocol) => {
    const here = (options) => at(server.port, { protocol, ...options })

    it('CLIENT KILL', () => compare(async (Client) => {
      const client = new Client(here())
      const log = listen(client)
      await event(client, 'ready')
      const ready = event(client, 'ready')
      await server.call('client', 'kill', 'type', 'normal')
      await ready
      const end = event(client, 'end')
      client.disconnect()
      await end
      return log
    }))

    it('CLIENT KILL without a retryStrategy', () => compare(async (Client) => {
      const client = new Client(here({ retryStrategy: null }))
      const log = listen(client)
      await event(client, 'ready')
      const end = event(client, 'end')
      await server.call('client', 'kill', 'type', 'normal')
      await end
      return log
    }))

    it('select and a new database after a reconnect', () => compare(async (Client) => {
      const client = new Client(here({ db: 2 }))
      const log = listen(client)
      await event(client, 'ready')
      await follow(log, 'select', client.select(3))
      const ready = event(client, 'ready')
      client.disconnect(true)
      await ready
      await follow(log, 'client info', client.call('client', 'info')
        .then((info) => /db=(\d+)/.exec(info)[1]))
      const end = event(client, 'end')
      client.disconnect()
      await end
      return log
    }))

    it('a password that is wrong', async () => {
      const closed = await RedisServer.start({ password: 'right' })
      try {
        await compare(async (Client) => {
          const client = new Client(at(closed.port, { protocol, password: 'wrong', retryStrategy: null }))
          const log = listen(client)
          const get = follow(log, 'get', client.get('a'))
          await event(client, 'end')
          await get
          return log
        })
      } finally {
        await closed.stop()
      }
    })

    it('a password that is missing', async () => {
      const closed = await RedisServer.start({ password: 'right' })
      try {
        await compare(async (Client) => {
          const client = new Client(at(closed.port, { protocol, retryStrategy: null }))
          const log = listen(client)
          const get = follow(log, 'get', client.get('a'))
          await event(client, 'end')
          await get
          return log
        })
      } finally {
        await closed.stop()
      }
    })

    it('a server that is loading at first', () => compare(async (Client) => {
      const fake = await startFake({
        replies: {
          info: ['$34\r\nloading:1\r\nloading_eta_seconds:1\r\n\r\n', HANDSHAKE.info],
          hello: HANDSHAKE.hello
        }
      })
      const client = new Client(at(fake.port, { protocol, maxLoadingRetryTime: 30 }))
      const log = listen(client)
      const ping = follow(log, 'ping', client.ping())
      await event(client, 'ready')
      await ping
      const infos = fake.received[0].filter(([name]) => name === 'info').length
      log.push(`asked ${infos} times`)
      const end = event(client, 'end')
      client.disconnect()
      await end
      return log
    }))

    it('a server that closes in the handshake', () => compare(async (Client) => {
      const first = protocol === 3 ? ['hello'] : ['client']
      const fake = await startFake({ scripts: [[{ expect: first }, { close: 'fin' }], []] })
      const client = new Client(at(fake.port, { protocol }))
      const log = listen(client)
      await event(client, 'ready')
      const end = event(client, 'end')
      client.disconnect()
      await end
      return log
    }))
  })

  it('a port where nobody listens', async () => {
    const port = await freePort()
    await compare(async (Client) => {
      const client = new Client(at(port, {
        retryStrategy: (times) => times < 3 ? times : null
      }))
      const log = listen(client)
      const get = follow(log, 'get', client.get('a'))
      await event(client, 'end')
      await get
      return log
    })
  })

  it('connect() to a port where nobody listens', async () => {
    const port = await freePort()
    await compare(async (Client) => {
      const client = new Client(at(port, { lazyConnect: true, retryStrategy: null }))
      const log = listen(client)
      await follow(log, 'connect', client.connect())
      await eventually(() => client.status === 'end', 'the end')
      await new Promise(setImmediate)
      return log
    })
  })

  it('a unix socket that is not there', () => compare(async (Client) => {
    const client = new Client({ path: '/nonexistent/hicast.sock', retryStrategy: null })
    const log = listen(client)
    const get = follow(log, 'get', client.get('a'))
    await event(client, 'end')
    await get
    return log
  }))

  it('a crash of the server, and its return', async () => {
    const other = await RedisServer.start()
    try {
      await compare(async (Client) => {
        const client = new Client(at(other.port, { retryStrategy: () => 30 }))
        const log = listen(client)
        await event(client, 'ready')
        const refused = event(client, 'error')
        await other.kill()
        await refused
        const ready = event(client, 'ready')
        await other.start()
        await ready
        const end = event(client, 'end')
        client.disconnect()
        await end
        return withoutRepeats(log)
      })
    } finally {
      await other.stop()
    }
  })

  it('a reset in the middle of a reply', () => compare(async (Client) => {
    const fake = await startFake({
      scripts: [[{ expect: ['get', 'a'] }, { send: '$5\r\nhel' }, { pause: 20 }, { close: 'rst' }]]
    })
    const client = new Client(at(fake.port, {
      retryStrategy: null, autoResendUnfulfilledCommands: false
    }))
    const log = listen(client)
    const get = follow(log, 'get', client.get('a'))
    await event(client, 'end')
    await get
    return log
  }))
})

/** The crash and the return, without the tries between them. */
function withoutRepeats (log) {
  const lost = log.findIndex((entry) => entry.startsWith('reconnecting'))
  const told = [...log.slice(0, lost + 1), ...log.slice(-4)]
  told.settled = log.settled
  return told
}
