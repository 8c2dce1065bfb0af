'use strict'

const assert = require('node:assert/strict')
const { peers, eachProtocol, isHicast } = require('../../helpers/client')
const { RedisServer, freePort } = require('../../helpers/redis_server')
const { useFakeServers, HANDSHAKE } = require('../../helpers/fake_server')
const { event, eventually } = require('../../helpers/wait')

/**
 * Each story is lived by a client of each kind on the same server, and must
 * be told by the same events, in the same order, with the same status.
 */

const names = ['connecting', 'connect', 'ready', 'close', 'reconnecting', 'end',
  'error', 'wait', 'select', 'monitoring', 'subscribe', '+node']

/** Writes down what a client emits, and its status at that moment. */
function listen (client) {
  const log = [`at first ${client.status}`]
  log.settled = []
  for (const name of names) {
    client.on(name, (arg) => {
      let entry = `${name} (${client.status})`
      if (arg instanceof Error) entry += ` ${arg.code ?? ''} ${arg.syscall ?? ''} ${arg.message}`
      else if (arg !== undefined) entry += ` ${arg}`
      log.push(entry)
    })
  }
  return log
}

/**
 * Writes down how promises settle, in their order. (Their place among the
 * events hangs on who runs first, a microtask or a tick, and says nothing.)
 */
function follow (log, title, promise) {
  return promise.then(
    (value) => log.settled.push(`${title} resolved ${value}`),
    (error) => log.settled.push(`${title} rejected ${error.name} ${error.message}`))
}

/**
 * Lives a story with both clients, and compares.
 * @param {(Client: Function) => Promise<string[]>} story  returns its log
 */
async function compare (story) {
  const { client, ioredis } = peers()
  const theirs = await story(ioredis)
  assert.ok(theirs.length > 1, 'the story is too short to say anything')
  const ours = await story(client)
  assert.deepEqual(ours, theirs)
  assert.deepEqual(ours.settled, theirs.settled)
}

describe('status and events', () => {
  let server
  before(async () => { server = await RedisServer.start() })
  after(() => server.stop())
  const startFake = useFakeServers()

  const at = (port, options) => ({ port, host: '127.0.0.1', retryStrategy: () => 10, ...options })

  eachProtocol((protocol) => {
    const here = (options) => at(server.port, { protocol, ...options })

    it('connect, quit', () => compare(async (Client) => {
      const client = new Client(here())
      const log = listen(client)
      await event(client, 'ready')
      const end = event(client, 'end')
      await follow(log, 'quit', client.quit())
      await end
      return log
    }))

    it('connect, disconnect', () => compare(async (Client) => {
      const client = new Client(here())
      const log = listen(client)
      await event(client, 'ready')
      const end = event(client, 'end')
      client.disconnect()
      log.push(`then ${client.status}`)
      await end
      return log
    }))

    it('lazyConnect and connect()', () => compare(async (Client) => {
      const client = new Client(here({ lazyConnect: true }))
      const log = listen(client)
      await follow(log, 'connect', client.connect())
      await follow(log, 'connect again', client.connect())
      const end = event(client, 'end')
      client.disconnect()
      await end
      return log
    }))

    it('lazyConnect and a first command', () => compare(async (Client) => {
      const client = new Client(here({ lazyConnect: true }))
      const log = listen(client)
      const ping = follow(log, 'ping', client.ping())
      log.push(`then ${client.status}`)
      await ping
      const end = event(client, 'end')
      client.disconnect()
      await end
      return log
    }))

    it('lazyConnect and disconnect', () => compare(async (Client) => {
      const client = new Client(here({ lazyConnect: true }))
      const log = listen(client)
      const end = event(client, 'end')
      client.disconnect()
      await end
      return log
    }))

    it('lazyConnect and quit', () => compare(async (Client) => {
      const client = new Client(here({ lazyConnect: true }))
      const log = listen(client)
      const end = event(client, 'end')
      await follow(log, 'quit', client.quit())
      await end
      return log
    }))

    it('disconnect at once', () => compare(async (Client) => {
      const client = new Client(here())
      const log = listen(client)
      const end = event(client, 'end')
      client.disconnect()
      await end
      return log
    }))

    it('disconnect while connecting', () => compare(async (Client) => {
      const client = new Client(here())
      const log = listen(client)
      const end = event(client, 'end')
      await event(client, 'connecting')
      client.disconnect()
      await end
      return log
    }))

    it('disconnect on connect', () => compare(async (Client) => {
      const client = new Client(here())
      const log = listen(client)
      const end = event(client, 'end')
      client.once('connect', () => client.disconnect())
      await end
      return log
    }))

    it('disconnect with commands that wait', () => compare(async (Client) => {
      const client = new Client(here())
      const log = listen(client)
      const end = event(client, 'end')
      const settled = [
        follow(log, 'get', client.get('a')),
        follow(log, 'publish', client.publish('a', 'x'))
      ]
      client.disconnect()
      await end
      await Promise.all(settled)
      return log
    }))

    it('quit with commands on their way', () => compare(async (Client) => {
      const client = new Client(here())
      const log = listen(client)
      await event(client, 'ready')
      const end = event(client, 'end')
      await Promise.all([
        follow(log, 'publish', client.publish('a', 'x')),
        follow(log, 'get', client.get('no such key')),
        follow(log, 'quit', client.quit())
      ])
      await end
      await follow(log, 'get', client.get('a'))
      return log
    }))

    it('quit before the connection is there', () => compare(async (Client) => {
      const client = new Client(here())
      const log = listen(client)
      const end = event(client, 'end')
      await Promise.all([
        follow(log, 'ping', client.ping()),
        follow(log, 'quit', client.quit())
      ])
      await end
      return log
    }))

    it('quit while subscribed', () => compare(async (Client) => {
      const client = new Client(here())
      const log = listen(client)
      const end = event(client, 'end')
      await follow(log, 'subscribe', client.subscribe('a'))
      await follow(log, 'quit', client.quit())
      await end
      return log
    }))

    it('disconnect(true) while ready', () => compare(async (Client) => {
      const client = new Client(here())
      const log = listen(client)
      await event(client, 'ready')
      const ready = event(client, 'ready')
      client.disconnect(true)
      await ready
      const end = event(client, 'end')
      client.disconnect()
      await end
      return log
    }))

    it('disconnect(true) right after disconnect()', () => compare(async (Client) => {
      const client = new Client(here())
      const log = listen(client)
      await event(client, 'ready')
      const end = event(client, 'end')
      client.disconnect()
      client.disconnect(true)
      await end
      return log
    }))

    it('connect again after the end', () => compare(async (Client) => {
      const client = new Client(here())
      const log = listen(client)
      await event(client, 'ready')
      const end = event(client, 'end')
      client.disconnect()
      await end
      await follow(log, 'connect', client.connect())
      await follow(log, 'ping', client.ping())
      const secondEnd = event(client, 'end')
      client.disconnect()
      await secondEnd
      return log
    }))

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

  if (isHicast) {
    it('sets the status to what an app assigns', async () => {
      const { client: Client } = peers()
      const client = new Client(at(server.port))
      await event(client, 'ready')
      client.status = 'end'
      assert.equal(client.status, 'end')
      client.disconnect()
    })
  }
})

/** The crash and the return, without the tries between them. */
function withoutRepeats (log) {
  const lost = log.findIndex((entry) => entry.startsWith('reconnecting'))
  const told = [...log.slice(0, lost + 1), ...log.slice(-4)]
  told.settled = log.settled
  return told
}
