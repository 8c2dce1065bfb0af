'use strict'

const assert = require('node:assert/strict')
const net = require('node:net')
const os = require('node:os')
const { isHicast, peers, useClients } = require('../../helpers/client')
const { useFakeServers } = require('../../helpers/fake_server')
const { useRedis } = require('../../helpers/redis_server')
const { bulk } = require('../../helpers/resp')
const { event } = require('../../helpers/wait')

// Options of types and values that nobody means, and some write: as ioredis
// takes them.
const SAME = {
  'keyPrefix null': { keyPrefix: null },
  'db 1.5': { db: 1.5 },
  'db "1"': { db: '1' },
  'db "abc"': { db: 'abc' },
  'db -1': { db: -1 },
  'db NaN': { db: NaN },
  'db 99': { db: 99 },
  'db null': { db: null },
  'host ""': { host: '' },
  'host null': { host: null },
  'path ""': { path: '' },
  'connectTimeout 0': { connectTimeout: 0 },
  'keepAlive -1': { keepAlive: -1 },
  'connectionName 5': { connectionName: 5 },
  'connectionName 0': { connectionName: 0 },
  'password 0': { password: 0 },
  'maxLoadingRetryTime 0': { maxLoadingRetryTime: 0 },
  'blockingTimeout 0': { blockingTimeout: 0 },
  'enableReadyCheck 0': { enableReadyCheck: 0 },
  'protocol "3"': { protocol: '3' },
  'clientInfoTag 5': { clientInfoTag: 5 },
  'scripts null': { scripts: null },
  'tls false': { tls: false }
}

describe('options', () => {
  const server = useRedis()
  const clients = useClients(server)
  const startFake = useFakeServers()

  /** What a client with such options does. */
  async function live (module, options) {
    const seen = []
    const client = new module.Redis({ port: server.port, maxRetriesPerRequest: 1, retryStrategy: null, ...options })
    client.on('error', (error) => seen.push(`error ${error.message}`))
    for (const args of [['set', 'k', 1], ['get', 'k'], ['client', 'info']]) {
      const reply = await client.call(...args).catch(({ message }) => message)
      seen.push(args[0] === 'client' ? /name=(\S*).*db=(\d+)/.exec(reply)?.slice(1) : reply)
    }
    client.disconnect()
    return seen
  }

  for (const [title, options] of Object.entries(SAME)) {
    it(title, async () => {
      const { client, ioredis } = peers()
      assert.deepEqual(await live(client, options), await live(ioredis, options))
    })
  }

  it('keyPrefix 5', async () => {
    const client = clients.create({ keyPrefix: 5 })
    await client.set('k', 'x')
    assert.equal(await server.call('get', '5k'), 'x')
    if (isHicast) assert.equal(await client.get(Buffer.from('k')), 'x')
  })

  if (isHicast) {
    for (const socketTimeout of [0, null, '0']) {
      it(`socketTimeout ${JSON.stringify(socketTimeout)} is none`, async () => {
        const client = clients.create({ socketTimeout })
        assert.equal(await client.blpop('nothing', 0.05), null)
      })
    }
  }

  it('loading_eta_seconds:0 is soon', async () => {
    const fake = await startFake({
      replies: { info: [...Array(8).fill(bulk('loading:1\r\nloading_eta_seconds:0\r\n')), bulk('loading:0\r\n')] }
    })
    const start = Date.now()
    await event(clients.create({ port: fake.port }), 'ready')
    if (isHicast) assert.equal(fake.received[0].filter(([name]) => name === 'info').length, 9)
    // It was a second each time.
    assert.ok(Date.now() - start < 8000, `${Date.now() - start} ms`)
  })

  const zone = linkLocal()
  // Where there is an interface with such an address.
  if (zone !== null) {
    it(`host ${zone}`, async () => {
      const fake = await startFake({ replies: { get: bulk('v') } })
      const relay = net.createServer((socket) => {
        const other = net.connect(fake.port, '127.0.0.1')
        socket.on('error', () => {}).pipe(other).on('error', () => {}).pipe(socket)
      })
      await new Promise((resolve, reject) => relay.once('error', reject).listen(0, zone, resolve))
      const client = clients.create({ host: zone, port: relay.address().port, retryStrategy: null })
      assert.equal(await client.get('k'), 'v')
      client.disconnect()
      relay.close()
    })
  }
})

/** An address that is nothing without its zone, or null. */
function linkLocal () {
  for (const [name, addresses] of Object.entries(os.networkInterfaces())) {
    const found = addresses.find(({ address }) => address.startsWith('fe80:'))
    if (found) return `${found.address}%${name}`
  }
  return null
}
