'use strict'

const assert = require('node:assert/strict')
const diagnostics = require('node:diagnostics_channel')
const { inspect } = require('node:util')
const { useClients, differs } = require('../../helpers/client')
const { useRedis, freePort } = require('../../helpers/redis_server')

const SECRET = 's3cret'

// Each is refused.
const COMMANDS = [
  ['auth', SECRET], ['AUTH', SECRET], ['auth', 'user', SECRET], ['auth', Buffer.from(SECRET)],
  ['hello', 3, 'AUTH', 'user', SECRET], ['hello', '3', Buffer.from('auth'), 'user', Buffer.from(SECRET), 'SETNAME', 'n'],
  ['config', 'set', 'requirepass', SECRET, 'nothing', SECRET], ['CONFIG', 'SET', 'nothing', SECRET],
  ['acl', 'setuser', 'no user', `>${SECRET}`],
  ['migrate', '127.0.0.1', 'no port', 'k', 0, 10, 'AUTH', SECRET],
  ['migrate', '127.0.0.1', 'no port', 'k', 0, 10, 'AUTH2', 'user', SECRET],
  ['sentinel', 'set', 'main', 'auth-pass', SECRET], ['sentinel', 'config', 'set', 'sentinel-pass', SECRET],
  ['module', 'loadex', '/nothing.so', 'CONFIG', 'm.password', SECRET]
]

describe('passwords', () => {
  const server = useRedis()
  const clients = useClients(server)

  for (const [name, ...args] of COMMANDS) {
    const title = [name, ...args].join(' ')

    differs(`are not in the error of ${title}`, async () => {
      const client = clients.create()
      await client.set('k', 'v')
      const check = (error) => {
        assert.equal(error.name, 'ReplyError')
        assert.ok(!inspect(error, { depth: 9 }).includes(SECRET), inspect(error, { depth: 9 }))
        assert.equal(error.command.name, name)
        assert.equal(error.command.args.length, args.length)
        return true
      }
      await assert.rejects(client.call(name, ...args), check)
      check((await client.pipeline().call(name, ...args).exec())[0][0])
    })

    differs(`are not in the traces of ${title}`, async () => {
      const client = clients.create()
      await client.ping()
      const log = []
      const handlers = { start: ({ args }) => log.push(args) }
      const channel = diagnostics.tracingChannel('ioredis:command')
      channel.subscribe(handlers)
      await client.call(name, ...args).catch(() => {})
      channel.unsubscribe(handlers)
      assert.equal(log.length, 1)
      assert.ok(!log[0].join().includes(SECRET), log[0].join())
    })
  }

  differs('are not in what is rejected when the connection goes', async () => {
    const client = clients.create({ port: await freePort(), retryStrategy: null })
    client.on('error', () => {})
    const error = await client.auth(SECRET).catch((error) => error)
    assert.ok(!inspect(error, { depth: 9 }).includes(SECRET))
  })

  it('of no other command are hidden', async () => {
    const client = clients.create()
    await client.set('k', 'v')
    await assert.rejects(client.lpush('k', 'v'), ({ command }) => {
      assert.deepEqual(command, { name: 'lpush', args: ['k', 'v'] })
      return true
    })
  })
})
