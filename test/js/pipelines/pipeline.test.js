'use strict'

const assert = require('node:assert/strict')
const { eachProtocol, useClients } = require('../../helpers/client')
const { useRedis } = require('../../helpers/redis_server')
const { useFakeServers } = require('../../helpers/fake_server')
const { event } = require('../../helpers/wait')

describe('pipeline', () => {
  const server = useRedis()
  const clients = useClients(server)
  const startFake = useFakeServers()

  eachProtocol((protocol) => {
    let client
    beforeEach(() => { client = clients.create({ protocol, retryStrategy: () => 10 }) })

    it('gives an error and a reply for each command', async () => {
      const replies = await client.pipeline()
        .set('k', 'v').get('k').call('nosuchcommand').incr('k').publish('a', 'x').exec()
      assert.deepEqual(replies.map(([error]) => error?.name ?? null),
        [null, null, 'ReplyError', 'ReplyError', null])
      assert.deepEqual(replies.map(([, reply]) => reply), ['OK', 'v', undefined, undefined, 0])
    })

    it('gives Buffers where they are asked for', async () => {
      assert.deepEqual(await client.pipeline().set('k', 'v').getBuffer('k').exec(),
        [[null, 'OK'], [null, Buffer.from('v')]])
    })

    it('calls back for each command and for the whole', async () => {
      const calls = []
      const whole = await new Promise((resolve, reject) => {
        client.pipeline()
          .set('k', 'v', (error, reply) => calls.push([error, reply]))
          .get('k', (error, reply) => calls.push([error, reply]))
          .exec((error, replies) => error ? reject(error) : resolve(replies))
      })
      assert.deepEqual(calls, [[null, 'OK'], [null, 'v']])
      assert.deepEqual(whole, calls)
    })

    it('takes an array of commands', async () => {
      const pipeline = client.pipeline([['set', 'k', 'v'], ['get', 'k']])
      assert.equal(pipeline.length, 2)
      assert.deepEqual(await pipeline.exec(), [[null, 'OK'], [null, 'v']])
    })

    it('resolves with nothing when it is empty', async () => {
      assert.deepEqual(await client.pipeline().exec(), [])
    })

    it('waits for the connection', async () => {
      const lazy = clients.create({ protocol, lazyConnect: true })
      assert.deepEqual(await lazy.pipeline().set('k', 'v').exec(), [[null, 'OK']])
    })

    it('carries a thousand commands', async () => {
      const pipeline = client.pipeline()
      for (let i = 0; i < 1000; i++) pipeline.incr('k')
      assert.deepEqual((await pipeline.exec()).map(([, n]) => n),
        Array.from({ length: 1000 }, (_, i) => i + 1))
    })

    it('is rejected in full when the client ends', async () => {
      const fake = await startFake({ scripts: [[{ expect: ['get', 'a'] }, { expect: ['get', 'b'] }]] })
      const other = clients.create({ port: fake.port, protocol, retryStrategy: null })
      await event(other, 'ready')
      const replies = other.pipeline().get('a').get('b').exec()
      other.disconnect()
      const messages = (await replies).map(([error]) => error.message)
      assert.deepEqual(messages, ['Connection is closed.', 'Connection is closed.'])
    })

    it('is sent again from its start after a cut', async () => {
      const fake = await startFake({
        scripts: [[{ expect: ['get', 'a'] }, { close: 'rst' }], []],
        replies: { get: '$1\r\nx\r\n' }
      })
      const other = clients.create({ port: fake.port, protocol, retryStrategy: () => 5 })
      other.on('error', () => {})
      await event(other, 'ready')
      assert.deepEqual(await other.pipeline().get('a').get('b').exec(), [[null, 'x'], [null, 'x']])
    })

    it('is broken off when a part of it had replies before the cut', async () => {
      const fake = await startFake({
        scripts: [[{ expect: ['get', 'a'] }, { send: '$1\r\nx\r\n' },
          { expect: ['get', 'b'] }, { close: 'fin' }]],
        replies: { get: '$1\r\ny\r\n' }
      })
      const other = clients.create({ port: fake.port, protocol, retryStrategy: () => 5 })
      other.on('error', () => {})
      await event(other, 'ready')
      const [first, second] = await other.pipeline().get('a').get('b').exec()
      assert.deepEqual(first, [null, 'x'])
      assert.equal(second[0].name, 'AbortError')
      assert.equal(second[0].message, 'Command aborted due to connection close')
    })
  })
})

describe('transaction', () => {
  const server = useRedis()
  const clients = useClients(server)

  eachProtocol((protocol) => {
    let client
    beforeEach(() => { client = clients.create({ protocol }) })

    it('gives an error and a reply for each command', async () => {
      await client.set('s', 'text')
      const replies = await client.multi().set('k', 1).incr('k').incr('s').get('k').exec()
      assert.deepEqual(replies.map(([, reply]) => reply), ['OK', 2, undefined, '2'])
      assert.equal(replies[2][0].name, 'ReplyError')
      assert.match(replies[2][0].message, /not an integer/)
    })

    it('publishes for all at once', async () => {
      const sub = clients.create({ protocol })
      await sub.subscribe('a')
      const message = event(sub, 'message')
      assert.deepEqual(await client.multi().publish('a', 'x').exec(), [[null, 1]])
      assert.deepEqual(await message, ['a', 'x'])
    })

    it('is discarded for a command that the server did not take', async () => {
      await assert.rejects(client.multi().set('k').exec(), (error) => {
        assert.match(error.message, /^EXECABORT/)
        assert.equal(error.previousErrors.length, 1)
        assert.match(error.previousErrors[0].message, /wrong number of arguments/)
        return true
      })
    })

    it('resolves with null when a watched key changed', async () => {
      await client.watch('k')
      await server.call('set', 'k', 'other')
      assert.equal(await client.multi().set('k', 'mine').exec(), null)
      assert.equal(await client.get('k'), 'other')
    })

    it('may be written without a pipeline', async () => {
      assert.equal(await client.multi({ pipeline: false }), 'OK')
      assert.equal(await client.set('k', 'v'), 'QUEUED')
      assert.equal(await client.get('k'), 'QUEUED')
      assert.deepEqual(await client.exec(), [[null, 'OK'], [null, 'v']])
    })

    it('takes an array of commands', async () => {
      assert.deepEqual(await client.multi([['set', 'k', 'v'], ['get', 'k']]).exec(),
        [[null, 'OK'], [null, 'v']])
    })

    it('calls back', async () => {
      const replies = await new Promise((resolve, reject) => {
        client.multi().set('k', 'v').exec((error, replies) => error ? reject(error) : resolve(replies))
      })
      assert.deepEqual(replies, [[null, 'OK']])
    })

    it('shapes replies as outside of it', async () => {
      await client.hset('h', { a: 1, b: 2 })
      const [[, all]] = await client.multi().hgetall('h').exec()
      assert.deepEqual(all, { a: '1', b: '2' })
    })

    it('gives Buffers by execBuffer or getBuffer', async () => {
      await client.set('k', 'v')
      assert.deepEqual(await client.multi().getBuffer('k').exec(), [[null, Buffer.from('v')]])
    })
  })
})
