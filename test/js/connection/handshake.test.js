'use strict'

const assert = require('node:assert/strict')
const { useClients, eachProtocol, isHicast, differs } = require('../../helpers/client')
const { useRedis } = require('../../helpers/redis_server')
const { useFakeServers, HANDSHAKE } = require('../../helpers/fake_server')
const { bulk } = require('../../helpers/resp')
const { event, events, eventually } = require('../../helpers/wait')

const retryStrategy = () => 10

/** What was sent up to the first INFO, without the library's own version. */
function sent (fake, connection = 0) {
  const commands = fake.received[connection]
  const end = commands.findIndex(([name]) => name === 'info')
  return commands.slice(0, end + 1).map((command) => command.join(' ')
    .replace(/(LIB-(VER|NAME)) .*/, '$1 …'))
}

const setInfo = ['client SETINFO LIB-VER …', 'client SETINFO LIB-NAME …']

describe('handshake', () => {
  const server = useRedis()
  const clients = useClients(server)
  const startFake = useFakeServers()

  async function connectTo (fake, options) {
    const client = clients.create({ port: fake.port, retryStrategy, ...options })
    await event(client, 'ready')
    return client
  }

  describe('sends', () => {
    it('HELLO 3, the client\'s name and version, and INFO', async () => {
      const fake = await startFake()
      await connectTo(fake)
      assert.deepEqual(sent(fake), ['hello 3', ...setInfo, 'info'])
    })

    it('no HELLO under RESP2', async () => {
      const fake = await startFake()
      await connectTo(fake, { protocol: 2 })
      assert.deepEqual(sent(fake), [...setInfo, 'info'])
    })

    it('everything that options ask for, in this order', async () => {
      const fake = await startFake()
      await connectTo(fake, {
        username: 'u', password: 'p', db: 4, connectionName: 'n', readOnly: true
      })
      assert.deepEqual(sent(fake), ['hello 3 AUTH u p', 'select 4',
        'client setname n', 'readonly', ...setInfo, 'info'])
    })

    it('AUTH of its own under RESP2', async () => {
      const fake = await startFake()
      await connectTo(fake, { protocol: 2, username: 'u', password: 'p', db: 4 })
      assert.deepEqual(sent(fake), ['auth u p', 'select 4', ...setInfo, 'info'])
    })

    it('a password alone for the default user', async () => {
      const three = await startFake()
      await connectTo(three, { password: 'p' })
      assert.equal(sent(three)[0], 'hello 3 AUTH default p')
      const two = await startFake()
      await connectTo(two, { protocol: 2, password: 'p' })
      assert.equal(sent(two)[0], 'auth p')
    })

    it('no SETINFO with disableClientInfo', async () => {
      const fake = await startFake()
      await connectTo(fake, { disableClientInfo: true })
      assert.deepEqual(sent(fake), ['hello 3', 'info'])
    })

    it('no INFO with enableReadyCheck: false', async () => {
      const fake = await startFake()
      const client = await connectTo(fake, { enableReadyCheck: false })
      await client.ping()
      assert.ok(!fake.received[0].some(([name]) => name === 'info'))
    })

    it('commands that waited only after it', async () => {
      const fake = await startFake({ replies: { get: '$1\r\nx\r\n' } })
      const client = clients.create({ port: fake.port })
      assert.equal(await client.get('a'), 'x')
      assert.deepEqual(fake.received[0].at(-1), ['get', 'a'])
      assert.equal(fake.received[0].findIndex(([name]) => name === 'get'), 4)
    })

    if (isHicast) {
      it('its own name and version', async () => {
        const fake = await startFake()
        await connectTo(fake, { clientInfoTag: 'app' })
        const { version } = require('../../../package.json')
        assert.deepEqual(fake.received[0].slice(1, 3), [
          ['client', 'SETINFO', 'LIB-VER', version],
          ['client', 'SETINFO', 'LIB-NAME', 'hicast(app)']])
      })
    }
  })

  describe('falls back to RESP2', () => {
    const refusals = {
      'HELLO is unknown': '-ERR unknown command `HELLO`, with args beginning with: `3`, \r\n',
      'version 3 is': '-NOPROTO unsupported protocol version\r\n'
    }
    for (const [title, refusal] of Object.entries(refusals)) {
      it(`when ${title}`, async () => {
        const fake = await startFake({
          replies: { hello: refusal, subscribe: '*3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n' }
        })
        const client = await connectTo(fake, { password: 'p' })
        assert.ok(fake.received[0].some((command) => command.join(' ') === 'auth p'))
        await client.subscribe('a')
        assert.equal(client.mode, 'subscriber')
        await assert.rejects(client.get('a'), /subscriber mode/)
      })
    }

    it('and asks for RESP3 again on the next connection', async () => {
      const fake = await startFake({ replies: { hello: [refusals['version 3 is'], HANDSHAKE.hello] } })
      const client = await connectTo(fake)
      const ready = event(client, 'ready')
      client.disconnect(true)
      await ready
      assert.deepEqual(fake.received[1][0], ['hello', '3'])
    })

    it('and sends name and database again', async () => {
      const fake = await startFake({ replies: { hello: refusals['version 3 is'] } })
      await connectTo(fake, { db: 3, connectionName: 'n' })
      const names = fake.received[0].map((command) => command.join(' '))
      assert.ok(names.lastIndexOf('select 3') > 0)
      assert.ok(names.lastIndexOf('client setname n') > names.lastIndexOf('select 3'))
    })
  })

  describe('waits while the server is loading', () => {
    const loading = (eta) => bulk(`# Persistence\r\nloading:1\r\nloading_eta_seconds:${eta}\r\n`)

    it('and asks again till it is not', async () => {
      const fake = await startFake({ replies: { info: [loading(1), loading(1), HANDSHAKE.info] } })
      const begin = Date.now()
      await connectTo(fake, { maxLoadingRetryTime: 25 })
      assert.ok(Date.now() - begin >= 45)
      assert.equal(fake.received[0].filter(([name]) => name === 'info').length, 3)
    })

    it('as long as the server says, at most maxLoadingRetryTime', async () => {
      const fake = await startFake({ replies: { info: [loading(1), HANDSHAKE.info] } })
      const begin = Date.now()
      await connectTo(fake, { maxLoadingRetryTime: 10000 })
      assert.ok(Date.now() - begin >= 990)
    })

    it('and holds commands back', async () => {
      const fake = await startFake({
        replies: { info: [loading(1), HANDSHAKE.info], publish: ':1\r\n' }
      })
      const client = clients.create({ port: fake.port, maxLoadingRetryTime: 20 })
      assert.equal(await client.publish('a', 'x'), 1)
      const names = fake.received[0].map(([name]) => name)
      assert.ok(names.indexOf('publish') > names.lastIndexOf('info'))
    })
  })

  describe('survives the refusal of', () => {
    const harmless = {
      'CLIENT SETINFO': { client: '-ERR unknown subcommand\r\n' },
      'CLIENT SETNAME': { client: '-ERR Client names cannot contain spaces\r\n' },
      READONLY: { readonly: '-ERR This instance has cluster support disabled\r\n' }
    }
    for (const [title, replies] of Object.entries(harmless)) {
      it(title, async () => {
        const fake = await startFake({ replies })
        const client = await connectTo(fake, { connectionName: 'a b', readOnly: true })
        assert.equal(await client.ping(), 'PONG')
      })
    }

    it('SELECT, with an error event', async () => {
      const fake = await startFake({ replies: { select: '-ERR DB index is out of range\r\n' } })
      const client = clients.create({ port: fake.port, db: 99 })
      const [[error]] = await Promise.all([event(client, 'error'), event(client, 'ready')])
      assert.equal(error.message, 'ERR DB index is out of range')
    })

    it('INFO for want of permission', async () => {
      const fake = await startFake({
        replies: { info: '-NOPERM this user has no permissions to run the \'info\' command\r\n' }
      })
      const warnings = await warningsDuring(() => connectTo(fake))
      assert.equal(warnings.length, 1)
      assert.match(warnings[0], /NOPERM/)
    })

    it('a password that nobody asked for', async () => {
      const warnings = await warningsDuring(async () => {
        const client = clients.create({ protocol: 2, password: 'p' })
        assert.equal(await client.ping(), 'PONG')
      })
      assert.equal(warnings.length, 1)
      assert.match(warnings[0], /password/)
    })
  })

  it('does not survive an INFO that fails', async () => {
    const fake = await startFake({ replies: { info: ['-ERR no info today\r\n', HANDSHAKE.info] } })
    const client = clients.create({ port: fake.port, retryStrategy })
    const [[error]] = await Promise.all([event(client, 'error'), event(client, 'ready')])
    assert.equal(error.message, 'ERR no info today')
    assert.equal(fake.connections, 2)
  })

  it('lets a SUBSCRIBE through that came between connect and ready', async () => {
    const client = clients.create()
    const count = await new Promise((resolve, reject) => {
      client.once('connect', () => client.subscribe('a').then(resolve, reject))
    })
    assert.equal(count, 1)
    const message = event(client, 'message')
    await server.call('publish', 'a', 'x')
    assert.deepEqual(await message, ['a', 'x'])
  })
})

/** The lines that console.warn gets meanwhile. */
async function warningsDuring (action) {
  const { warn } = console
  const lines = []
  console.warn = (...args) => lines.push(args.join(' '))
  try {
    await action()
  } finally {
    console.warn = warn
  }
  return lines
}

describe('authentication', () => {
  const server = useRedis({
    password: 'right',
    users: [
      'alice on >secret ~* &* +@all',
      'bob on >secret ~* &only +@all',
      'carol on >secret ~* &* +@all -info -publish'
    ]
  })
  const clients = useClients(server)

  eachProtocol((protocol) => {
    const create = (options) => clients.create({ protocol, retryStrategy, ...options })

    it('by password', async () => {
      assert.equal(await create({ password: 'right' }).ping(), 'PONG')
    })

    it('by user and password', async () => {
      const client = create({ username: 'alice', password: 'secret' })
      assert.equal(await client.call('acl', 'whoami'), 'alice')
    })

    it('by a URL', async () => {
      const { Redis } = require('../../helpers/client')
      const client = clients.add(new Redis(
        `redis://alice:secret@127.0.0.1:${server.port}/2`, { protocol }))
      assert.equal(await client.call('acl', 'whoami'), 'alice')
      assert.match(await client.call('client', 'info'), / db=2 /)
    })

    it('again after a reconnect', async () => {
      const client = create({ username: 'alice', password: 'secret' })
      await client.subscribe('a')
      const ready = event(client, 'ready')
      client.disconnect(true)
      await ready
      await eventually(async () => (await server.subscribers('a'))[0] === 1, 'a')
      assert.equal((await server.clients())[0].user, 'alice')
    })

    it('fails with an error event for each attempt, and no haste', async () => {
      let attempts = 0
      const client = create({
        password: 'wrong',
        retryStrategy: (times) => { attempts = times; return 20 }
      })
      const begin = Date.now()
      const errors = await events(client, 'error', 3)
      client.on('error', () => {})
      client.disconnect()
      for (const [error] of errors) {
        assert.equal(error.name, 'ReplyError')
        assert.match(error.message, /^WRONGPASS/)
      }
      assert.ok(attempts <= 3)
      assert.ok(Date.now() - begin >= 38)
    })

    it('rejects waiting commands with the server\'s words', async () => {
      const client = create({ password: 'wrong', retryStrategy: null })
      client.on('error', () => {})
      await assert.rejects(client.get('a'), /WRONGPASS/)
    })

    it('rejects a subscription to a channel that is not allowed', async () => {
      const client = create({ username: 'bob', password: 'secret' })
      await assert.rejects(client.subscribe('other'), (error) => {
        assert.equal(error.name, 'ReplyError')
        assert.match(error.message, /^NOPERM/)
        assert.deepEqual(error.command, { name: 'subscribe', args: ['other'] })
        return true
      })
      assert.equal(await client.subscribe('only'), 1)
      const message = event(client, 'message')
      await server.call('publish', 'only', 'x')
      assert.deepEqual(await message, ['only', 'x'])
    })

    it('skips the ready check for a user without INFO', async () => {
      const warnings = await warningsDuring(async () => {
        const client = create({ username: 'carol', password: 'secret' })
        assert.equal(await client.ping(), 'PONG')
        await assert.rejects(client.publish('a', 'x'), /^ReplyError: NOPERM/)
      })
      assert.equal(warnings.length, 1)
    })

    differs('tells when a channel may not be subscribed again', async () => {
      const client = create({ username: 'alice', password: 'secret' })
      await client.subscribe('only', 'other')
      await server.call('acl', 'setuser', 'alice', 'resetchannels', '&only')
      try {
        const [[error]] = await Promise.all([
          event(client, 'error'), event(client, 'ready'),
          // The server cuts those who lost a right that they used.
          client.status === 'ready' ? server.call('client', 'list') : null
        ])
        assert.match(error.message, /NOPERM/)
        assert.deepEqual(await server.subscribers('other'), [0])
      } finally {
        await server.call('acl', 'setuser', 'alice', 'allchannels')
      }
    })
  })
})
