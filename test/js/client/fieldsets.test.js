'use strict'

const assert = require('node:assert/strict')
const { Redis, useClients, eachProtocol } = require('../../helpers/client')
const { useFakeServers } = require('../../helpers/fake_server')
const { event } = require('../../helpers/wait')

// Redis knows HIMPORT since 8.10, and so these tests take a fake.
describe('himportFieldsets', () => {
  const clients = useClients(null)
  const startFake = useFakeServers()
  const himportFieldsets = [{ name: 'user', fields: ['name', 'age'] }, { name: Buffer.from('pet'), fields: ['name'] }]

  let fake, answer

  beforeEach(async () => {
    answer = () => '+OK\r\n'
    fake = await startFake({ replies: { himport: (args) => answer(args), reset: '+RESET\r\n', set: '+OK\r\n' } })
  })

  const create = (options) => clients.add(new Redis({
    host: fake.host, port: fake.port, himportFieldsets, retryStrategy: () => 5, ...options
  }))

  /** What came of HIMPORT, and RESET, in short. */
  const seen = () => fake.received.flat()
    .filter(([name]) => /himport|reset/i.test(name))
    .map(([name, what, ...rest]) => what === undefined ? name : `${what} ${what === 'PREPARE' ? rest[0] : rest[1]}`)

  eachProtocol((protocol) => {
    it('are told before the client is ready, and after each loss', async () => {
      const client = create({ protocol })
      const set = client.himport('SET', 'k', 'user', 'Ann', 7)
      await event(client, 'ready')
      assert.deepEqual(seen().slice(0, 2), ['PREPARE user', 'PREPARE pet'])
      assert.equal(await set, 'OK')
      const ready = event(client, 'ready')
      client.stream.destroy()
      await ready
      assert.equal(await client.himport('SET', 'k', Buffer.from('pet'), 'Rex'), 'OK')
      assert.deepEqual(seen(), ['PREPARE user', 'PREPARE pet', 'SET user', 'PREPARE user', 'PREPARE pet', 'SET pet'])
    })

    it('are told again after RESET, before a pipeline, too', async () => {
      const client = create({ protocol })
      await event(client, 'ready')
      await client.reset()
      assert.deepEqual(await client.pipeline().set('a', 1).himport('SET', 'k', 'user', 'Ann', 7).exec(), [[null, 'OK'], [null, 'OK']])
      assert.deepEqual(seen().slice(2), ['reset', 'PREPARE user', 'SET user'])
    })
  })

  it('are told again when the server does not know one, and the command is sent once more', async () => {
    const client = create()
    await event(client, 'ready')
    let sets = 0
    answer = ([, what]) => what === 'SET' && ++sets === 1 ? '-ERR no such fieldset\r\n' : '+OK\r\n'
    assert.equal(await client.himport('SET', 'k', 'user', 'Ann', 7), 'OK')
    assert.deepEqual(seen().slice(2), ['SET user', 'PREPARE user', 'SET user'])
    answer = ([, what]) => what === 'SET' ? '-ERR no such fieldset\r\n' : '+OK\r\n'
    await assert.rejects(client.himport('SET', 'k', 'user', 'Ann', 7), /no such fieldset/)
    assert.deepEqual(seen().slice(5), ['SET user', 'PREPARE user', 'SET user'])
  })

  it('are not told again for a command that has timed out meanwhile', async () => {
    const client = create()
    await event(client, 'ready')
    client.options.commandTimeout = 300
    let sets = 0
    answer = ([, what]) => {
      if (what === 'PREPARE') return '' // no answer
      sets += 1
      return '-ERR no such fieldset\r\n'
    }
    await assert.rejects(client.himport('SET', 'k', 'user', 'Ann', 7), { message: 'Command timed out' })
    assert.equal(sets, 1)
  })

  it('that the server refuses are an error, and reject what needs them', async () => {
    answer = ([, what, name]) => what === 'PREPARE' && name === 'user' ? '-ERR refused\r\n' : '+OK\r\n'
    const client = create()
    const [error] = await event(client, 'error')
    assert.equal(error.message, 'ERR refused')
    assert.equal(await client.ping(), 'PONG')
    await assert.rejects(client.himport('SET', 'k', 'user', 'Ann', 7), /ERR refused/)
    await assert.rejects(client.pipeline().set('a', 1).himport('SET', 'k', 'user', 'Ann', 7).exec(), /ERR refused/)
    assert.ok(!seen().includes('SET user'))
    assert.equal(await client.himport('SET', 'k', 'pet', 'Rex'), 'OK')
  })

  it('leave other commands alone', async () => {
    const client = create()
    await event(client, 'ready')
    answer = () => '-ERR no such fieldset\r\n'
    await assert.rejects(client.himport('SET', 'k', 'other', 'x'), /no such fieldset/)
    assert.deepEqual(seen().slice(2), ['SET other'])
  })

  it('go through what an app has put in the place of sendCommand', async () => {
    const names = []
    class Watched extends Redis {
      sendCommand (command, stream) {
        names.push(command.name)
        return super.sendCommand(command, stream)
      }
    }
    const client = clients.add(new Watched({ host: fake.host, port: fake.port, himportFieldsets }))
    await client.set('a', 1)
    assert.ok(names.includes('set'))
  })

  it('are copied, and must be what they are to be', () => {
    const make = (fieldsets) => new Redis({ lazyConnect: true, himportFieldsets: fieldsets })
    const given = [{ name: 'a', fields: ['b'] }]
    const client = make(given)
    given[0].fields.push('c')
    assert.deepEqual(client.options.himportFieldsets, [{ name: 'a', fields: ['b'] }])
    client.disconnect()
    assert.throws(() => make('a'), { name: 'TypeError', message: 'himportFieldsets must be an array' })
    assert.throws(() => make([null]), { message: 'Each HIMPORT fieldset must be an object' })
    assert.throws(() => make([{ name: 1, fields: [] }]), { message: 'Each HIMPORT fieldset name must be a string or Buffer' })
    assert.throws(() => make([{ name: 'a', fields: 'b' }]), { message: 'Each HIMPORT fieldset fields value must be an array' })
    assert.throws(() => make([{ name: 'a', fields: [1] }]), { message: 'Each HIMPORT field must be a string or Buffer' })
    assert.throws(() => make([...given, { name: Buffer.from('a'), fields: [] }]), { message: 'Duplicate HIMPORT fieldset name' })
  })
})
