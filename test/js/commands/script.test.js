'use strict'

const assert = require('node:assert/strict')
const { useClients } = require('../../helpers/client')
const { useRedis } = require('../../helpers/redis_server')

describe('defineCommand', () => {
  const server = useRedis()
  const clients = useClients(server)
  const echo = { numberOfKeys: 2, lua: 'return {KEYS[1], KEYS[2], ARGV[1]}' }

  it('makes a method and its Buffer twin', async () => {
    const client = clients.create()
    client.defineCommand('two', echo)
    assert.deepEqual(await client.two('a', 'b', 'c'), ['a', 'b', 'c'])
    assert.deepEqual(await client.twoBuffer('a', 'b', 'c'),
      ['a', 'b', 'c'].map((x) => Buffer.from(x)))
  })

  it('takes the number of keys first when it is not fixed', async () => {
    const client = clients.create()
    client.defineCommand('any', { lua: 'return {KEYS, ARGV}' })
    assert.deepEqual(await client.any(1, 'a', 'b'), [['a'], ['b']])
    assert.deepEqual(await client.any(0, 'a', 'b'), [[], ['a', 'b']])
  })

  it('takes scripts as an option', async () => {
    const client = clients.create({ scripts: { two: echo } })
    assert.deepEqual(await client.two('a', 'b', 'c'), ['a', 'b', 'c'])
  })

  it('calls back', async () => {
    const client = clients.create({ scripts: { two: echo } })
    const reply = await new Promise((resolve, reject) => {
      client.two('a', 'b', 'c', (error, reply) => error ? reject(error) : resolve(reply))
    })
    assert.deepEqual(reply, ['a', 'b', 'c'])
  })

  it('sends the text once, then its digest', async () => {
    const client = clients.create({ scripts: { two: echo } })
    await server.call('config', 'resetstat')
    for (let i = 0; i < 3; i++) await client.two('a', 'b', String(i))
    const stats = await server.call('info', 'commandstats')
    assert.match(stats, /cmdstat_eval:calls=1,/)
    assert.match(stats, /cmdstat_evalsha:calls=2,/)
  })

  it('sends the text again when the server forgot it', async () => {
    const client = clients.create({ scripts: { two: echo } })
    await client.two('a', 'b', 'c')
    await server.call('script', 'flush')
    assert.deepEqual(await client.two('a', 'b', 'd'), ['a', 'b', 'd'])
  })

  it('works in pipelines', async () => {
    const client = clients.create({ scripts: { two: echo } })
    assert.deepEqual(await client.pipeline().two('a', 'b', 'c').two('d', 'e', 'f').exec(),
      [[null, ['a', 'b', 'c']], [null, ['d', 'e', 'f']]])
  })

  it('works in transactions', async () => {
    const client = clients.create({ scripts: { two: echo } })
    assert.deepEqual(await client.multi().set('k', 'v').two('a', 'b', 'c').exec(),
      [[null, 'OK'], [null, ['a', 'b', 'c']]])
  })

  it('puts the keyPrefix before its keys', async () => {
    const client = clients.create({ scripts: { two: echo }, keyPrefix: 'p:' })
    assert.deepEqual(await client.two('a', 'b', 'c'), ['p:a', 'p:b', 'c'])
  })

  it('rejects with the script\'s error', async () => {
    const client = clients.create()
    client.defineCommand('fail', { numberOfKeys: 0, lua: 'return redis.error_reply("NO thanks")' })
    await assert.rejects(client.fail(), (error) => {
      assert.equal(error.name, 'ReplyError')
      assert.match(error.message, /^NO thanks/)
      return true
    })
  })
})
