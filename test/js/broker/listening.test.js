'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const net = require('node:net')
const os = require('node:os')
const path = require('node:path')
const { once } = require('node:events')
const { createBroker } = require('hicast/broker')
const { useBrokers, ask } = require('../../helpers/brokers')

describe('broker: listening', () => {
  const use = useBrokers()

  it('takes any free port of this machine alone', async () => {
    const broker = await use.create()
    assert.ok(broker.port > 0)
    assert.equal(broker.host, '127.0.0.1')
    assert.equal(broker.path, undefined)
    assert.equal(broker.url, `redis://127.0.0.1:${broker.port}`)
    await use.connect(broker)
    const outside = Object.values(os.networkInterfaces()).flat()
      .find(({ family, internal }) => family === 'IPv4' && !internal)
    if (outside) {
      const socket = net.connect({ port: broker.port, host: outside.address })
      const [error] = await once(socket, 'error')
      assert.equal(error.code, 'ECONNREFUSED')
    }
  })

  it('takes the port that it is told, once', async () => {
    const first = await use.create()
    await assert.rejects(createBroker({ port: first.port }), {
      code: 'EADDRINUSE',
      syscall: 'listen',
      address: '127.0.0.1',
      port: first.port,
      message: `listen EADDRINUSE: address already in use 127.0.0.1:${first.port}`
    })
    const { port } = first
    await first.close()
    const second = await use.create({ port })
    assert.equal(second.port, port)
  })

  it('takes a name, and an address of the other family', async () => {
    const named = await use.create({ host: 'localhost' })
    assert.ok(['127.0.0.1', '::1'].includes(named.host))
    const broker = await use.create({ host: '::1' })
    assert.equal(broker.url, `redis://[::1]:${broker.port}`)
    const socket = net.connect({ port: broker.port, host: '::1' })
    socket.write('PING\r\n')
    const [reply] = await once(socket, 'data')
    assert.equal(String(reply), '+PONG\r\n')
    assert.match(broker.clients()[0].address, /^\[::1\]:\d+$/)
    socket.destroy()
  })

  it('takes an address for other machines with a password only', async () => {
    await assert.rejects(createBroker({ host: '0.0.0.0' }), {
      code: 'HC_BROKER_AUTH',
      message: 'broker: "auth" is needed to listen at 0.0.0.0: without it only loopback addresses are allowed'
    })
    await assert.rejects(createBroker({ host: '::' }), { code: 'HC_BROKER_AUTH' })
    const broker = await use.create({ host: '0.0.0.0', auth: 'se/cr@t' })
    assert.equal(broker.url, `redis://:se%2Fcr%40t@127.0.0.1:${broker.port}`)
    const line = await use.connect(broker, 'AUTH se/cr@t', '+OK\r\n')
    await ask(line, 'PING', '+PONG\r\n')
  })

  it('takes a path, alone or beside a port', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hicast-test-'))
    const file = path.join(folder, 'broker.sock')
    const alone = await use.create({ path: file })
    assert.equal(alone.port, 0)
    assert.equal(alone.host, undefined)
    assert.equal(alone.url, `unix://${file}`)
    const socket = net.connect(file)
    socket.write('CLIENT INFO\r\n')
    const [reply] = await once(socket, 'data')
    assert.match(String(reply), new RegExp(`addr=${file}:0 laddr=${file}:0 .* flags=U `))
    socket.destroy()
    await alone.close()
    assert.ok(!fs.existsSync(file))
    const both = await use.create({ path: file, port: 0 })
    assert.ok(both.port > 0)
    assert.ok(fs.existsSync(file))
    await assert.rejects(createBroker({ path: file }), { code: 'EADDRINUSE', address: file })
    await assert.rejects(createBroker({ path: path.join(folder, 'x'.repeat(200)) }), { code: 'ENAMETOOLONG' })
    await both.close()
    fs.rmSync(folder, { recursive: true })
  })

  for (const [options, message] of [
    [null, 'broker: "options" must be an object, not null'],
    [{ port: '1' }, 'broker: "port" must be an integer from 0 to 65535, not 1'],
    [{ port: 65536 }, 'broker: "port" must be an integer from 0 to 65535, not 65536'],
    [{ host: 1 }, 'broker: "host" must be a string that is not empty, not 1'],
    [{ path: '' }, 'broker: "path" must be a string that is not empty, not '],
    [{ auth: 7 }, 'broker: "auth" must be a password or { username, password }, not 7'],
    [{ auth: { username: 'a' } }, 'broker: "auth.password" must be a string that is not empty, not undefined'],
    [{ maxBulkLength: 2 ** 29 + 1 }, 'broker: "maxBulkLength" must be an integer from 1 to 536870912, not 536870913'],
    [{ maxClients: 0 }, /^broker: "maxClients" must be an integer from 1 to /],
    [{ outputLimit: { hard: 0.5 } }, /^broker: "hard" must be an integer from 1 to /],
    [{ seed: -1 }, /^broker: "seed" must be an integer from 0 to /]
  ]) {
    it(`refuses ${JSON.stringify(options)}`, () =>
      assert.rejects(createBroker(options), { name: 'TypeError', code: 'HC_BROKER_OPTION', message }))
  }
})
