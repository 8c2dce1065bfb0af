'use strict'

const assert = require('node:assert/strict')
const { Redis, eachProtocol, useClients } = require('../../helpers/client')
const { useRedis } = require('../../helpers/redis_server')

describe('commands', () => {
  const server = useRedis()
  const clients = useClients(server)

  eachProtocol((protocol) => {
    let client
    beforeEach(() => { client = clients.create({ protocol }) })

    it('take strings, numbers, Buffers and arrays as arguments', async () => {
      assert.equal(await client.rpush('l', 'a', 1, 2.5, Buffer.from([0xff]), ['b', ['c']]), 6)
      assert.deepEqual((await client.lrangeBuffer('l', 0, -1)).map((b) => b.toString('latin1')),
        ['a', '1', '2.5', '\xff', 'b', 'b,c'].slice(0, 5).concat('c'))
    })

    it('write other arguments as ioredis does', async () => {
      await client.rpush('l', null, undefined, true, { toString: () => 'o' }, 1n, 1e21, -0)
      assert.deepEqual(await client.lrange('l', 0, -1),
        ['', '', 'true', 'o', '1', '1000000000000000000000', '0'])
    })

    it('do not change the array that they are given', async () => {
      const args = ['k', 'v']
      await client.set(args)
      assert.deepEqual(args, ['k', 'v'])
      assert.equal(await client.get('k'), 'v')
    })

    it('call back after an array', async () => {
      const reply = await new Promise((resolve, reject) => {
        client.set(['k', 'v'], (error, reply) => error ? reject(error) : resolve(reply))
      })
      assert.equal(reply, 'OK')
    })

    it('have a Buffer twin', async () => {
      const value = Buffer.from([0xff, 0x00, 0x0d, 0x0a])
      await client.set('k', value)
      assert.deepEqual(await client.getBuffer('k'), value)
      assert.equal(await client.get('k'), value.toString())
      assert.deepEqual(await client.callBuffer('get', 'k'), value)
    })

    it('give strings and Buffers in turn, of the same key', async () => {
      await client.set('k', '0')
      const replies = []
      for (let i = 1; i < 5; i++) replies.push(client.getset('k', String(i)), client.getsetBuffer('k', `${i}b`))
      assert.deepEqual(await Promise.all(replies),
        ['0', '1', '1b', '2', '2b', '3', '3b', '4'].map((text, i) => i % 2 ? Buffer.from(text) : text))
    })

    it('are reached by call, by the name in any case', async () => {
      assert.equal(await client.call('set', 'k', 'v'), 'OK')
      assert.equal(await client.call('GET', 'k'), 'v')
      assert.equal(await client.call('GET', ['k']), 'v')
      assert.equal(await client.call('Object', 'encoding', 'k'), 'embstr')
    })

    it('are reached by sendCommand', async () => {
      const reply = await client.sendCommand(
        new Redis.Command('set', ['k', 'v'], { replyEncoding: 'utf8' }))
      assert.equal(reply, 'OK')
      assert.deepEqual(await client.sendCommand(new Redis.Command('get', ['k'])), Buffer.from('v'))
    })

    it('go through sendCommand, which may be wrapped', async () => {
      await client.ping()
      const names = []
      const { sendCommand } = client
      client.sendCommand = function (command, ...rest) {
        names.push(command.name)
        return sendCommand.call(this, command, ...rest)
      }
      await client.set('k', 'v')
      await client.publish('a', 'x')
      await client.subscribe('a')
      await client.unsubscribe()
      assert.deepEqual(names, ['set', 'publish', 'subscribe', 'unsubscribe'])
    })

    it('reject with the server\'s error, which names the command', async () => {
      await client.set('k', 'v')
      await assert.rejects(client.lpush('k', 'x', Buffer.from('y'), 3), (error) => {
        assert.ok(error instanceof Redis.ReplyError)
        assert.equal(error.name, 'ReplyError')
        assert.match(error.message, /^WRONGTYPE /)
        assert.deepEqual(error.command, { name: 'lpush', args: ['k', 'x', Buffer.from('y'), '3'] })
        return true
      })
    })

    it('give the error to a callback, and reject nobody', async () => {
      await client.set('k', 'v')
      const [error, reply] = await new Promise((resolve) => {
        client.incr('k', (...args) => resolve(args))
      })
      assert.equal(error.name, 'ReplyError')
      assert.equal(reply, undefined)
    })

    it('point at the caller with showFriendlyErrorStack', async () => {
      const friendly = clients.create({ protocol, showFriendlyErrorStack: true })
      await assert.rejects(friendly.call('nosuchcommand'), (error) => {
        assert.match(error.stack.split('\n')[1], /command\.test\.js/)
        return true
      })
    })

    it('give numbers as strings under stringNumbers', async () => {
      const other = clients.create({ protocol, stringNumbers: true })
      await other.set('k', '9007199254740993')
      assert.equal(await other.incr('k'), '9007199254740994')
      assert.deepEqual(await other.eval('return {1, {2}}', 0), ['1', ['2']])
    })

    it('shape hashes as objects', async () => {
      await client.hset('h', { a: 1, b: 'two' })
      await client.hset('h', new Map([['c', 3]]))
      await client.hmset('h', 'd', 4)
      assert.deepEqual(await client.hgetall('h'), { a: '1', b: 'two', c: '3', d: '4' })
      assert.deepEqual(await client.hgetall('none'), {})
      await client.call('hset', 'p', '__proto__', 'x')
      const odd = await client.hgetall('p')
      assert.equal(Object.getOwnPropertyDescriptor(odd, '__proto__').value, 'x')
      assert.equal(Object.getPrototypeOf(odd), Object.prototype)
    })

    it('take objects and Maps for MSET', async () => {
      assert.equal(await client.mset({ a: 1, b: 2 }), 'OK')
      assert.equal(await client.msetnx(new Map([['c', 3], ['d', 4]])), 1)
      assert.deepEqual(await client.mget('a', 'b', 'c', 'd'), ['1', '2', '3', '4'])
    })

    it('go through transformers that an app adds', async () => {
      const { Command } = Redis
      const name = 'lolwut'
      Command.setArgumentTransformer(name, () => ['version', '1'])
      Command.setReplyTransformer(name, (reply) => reply.length > 0)
      try {
        assert.equal(await client.lolwut('anything'), true)
      } finally {
        Command.setArgumentTransformer(name, (args) => args)
        Command.setReplyTransformer(name, (reply) => reply)
      }
    })

    it('carry megabytes and many arguments', async () => {
      const big = 'é'.repeat(2 * 1024 * 1024)
      await client.set('k', big)
      assert.equal(await client.get('k'), big)
      const list = Array.from({ length: 50000 }, (_, i) => String(i))
      assert.equal(await client.rpush('l', ...list), 50000)
      assert.deepEqual(await client.lrange('l', 0, -1), list)
    })

    it('carry lone surrogates as the replacement character', async () => {
      await client.set('k', 'a\ud800b')
      assert.equal(await client.get('k'), 'a\ufffdb')
    })

    it('give their replies in order under load', async () => {
      const replies = await Promise.all(Array.from({ length: 10000 }, (_, i) => client.echo(i)))
      assert.deepEqual(replies, replies.map((_, i) => String(i)))
    })
  })

  it('lists and makes commands as methods', async () => {
    const client = clients.create()
    assert.ok(client.getBuiltinCommands().includes('publish'))
    const { string, buffer } = client.createBuiltinCommand('echo')
    assert.equal(await string.call(client, 'x'), 'x')
    assert.deepEqual(await buffer.call(client, 'x'), Buffer.from('x'))
    client.addBuiltinCommand('memory')
    assert.equal(typeof await client.memory('usage', 'none'), 'object')
  })

  it('are pipelined by themselves with enableAutoPipelining', async () => {
    const client = clients.create({ enableAutoPipelining: true })
    await client.ping()
    const replies = Promise.all([client.set('k', 1), client.incr('k'), client.publish('a', 'x')])
    assert.ok(client.autoPipelineQueueSize >= 2, `${client.autoPipelineQueueSize} in the queue`)
    assert.deepEqual(await replies, ['OK', 2, 0])
    assert.equal(client.autoPipelineQueueSize, 0)
    await assert.rejects(client.lpush('k', 'x'), /WRONGTYPE/)
  })

  it('with RESP3 shapes are objects and numbers', async () => {
    const client = clients.create({ replyMapping: 'resp3' })
    await client.zadd('z', 1.5, 'a')
    assert.equal(await client.zscore('z', 'a'), 1.5)
    assert.deepEqual(await client.zrange('z', 0, -1, 'WITHSCORES'), [['a', 1.5]])
    await client.hset('h', 'f', 'v')
    assert.deepEqual(await client.hgetall('h'), { f: 'v' })
    assert.deepEqual(await client.config('get', 'maxmemory-policy'), { 'maxmemory-policy': 'noeviction' })
  })
})
