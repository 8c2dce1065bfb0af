'use strict'

const assert = require('node:assert/strict')
const asyncHooks = require('node:async_hooks')
const fs = require('node:fs')
const { createRequire } = require('node:module')
const path = require('node:path')
const vm = require('node:vm')
const { isHicast, useClients } = require('../helpers/client')
const { useRedis } = require('../helpers/redis_server')
const { event, eventually } = require('../helpers/wait')

const LIB = path.join(__dirname, '..', '..', 'lib')

/** Loads hicast in a realm of its own, as jest does for each test file. */
function loadElsewhere () {
  const context = vm.createContext({ process, Buffer, console, setTimeout, clearTimeout, setImmediate, clearImmediate, queueMicrotask, AbortSignal, URL, URLSearchParams })
  const cache = new Map()
  const load = (file) => {
    if (cache.has(file)) return cache.get(file).exports
    const unit = { exports: {} }
    cache.set(file, unit)
    const require = createRequire(file)
    const requireHere = (name) => {
      const target = require.resolve(name)
      const isOurs = path.isAbsolute(target) && (target.startsWith(LIB) || target.includes('node_modules'))
      return isOurs && target.endsWith('.js') ? load(target) : require(name)
    }
    const wrapped = vm.runInContext(`(function (exports, require, module, __filename, __dirname) {${fs.readFileSync(file, 'utf8')}\n})`, context, { filename: `realm:${file}` }) // a script of its own for the coverage of lines
    wrapped(unit.exports, requireHere, unit, file, path.dirname(file))
    return unit.exports
  }
  return { Redis: load(path.join(LIB, 'index.js')), broker: load(path.join(LIB, 'broker', 'index.js')), load, realm: vm.runInContext('({ Array, Object, Error, Promise })', context) }
}

if (isHicast) {
  describe('in a realm of its own', () => {
    const server = useRedis()
    const clients = useClients(server)

    /** Each object and array in a value is of the realm. */
    function assertOf (realm, value, where) {
      if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return
      const expected = Array.isArray(value) ? realm.Array : realm.Object
      if (value.name !== 'ReplyError') assert.equal(Object.getPrototypeOf(value), expected.prototype, where)
      else assert.ok(value instanceof realm.Error, where)
      for (const [key, field] of Object.entries(value)) assertOf(realm, field, `${where}.${key}`)
    }

    for (const options of [{ protocol: 2 }, { protocol: 3 }, { protocol: 3, replyMapping: 'resp3' }]) {
      it(`replies are of that realm: ${JSON.stringify(options)}`, async () => {
        const { Redis, realm } = loadElsewhere()
        const client = clients.add(new Redis({ port: server.port, ...options }))
        await client.hset('h', { a: 1, b: 2 })
        await client.zadd('z', 1, 'a', 2, 'b')
        await client.rpush('l', ...new Array(3000).fill('x'))
        await client.xadd('s', '*', 'f', 'v')
        const calls = [['hgetall', 'h'], ['hgetallBuffer', 'h'], ['lrange', 'l', 0, 2], ['lrange', 'l', 0, -1], ['zrange', 'z', 0, -1, 'WITHSCORES'],
          ['mget', 'no', 'no'], ['config', 'get', 'max*'], ['xread', 'STREAMS', 's', 0], ['command', 'info', 'get'], ['scan', 0], ['hscan', 'h', 0], ['client', 'list'],
          ['xinfo', 'stream', 's'], ['memory', 'stats'], ['keys', 'none*'], ['geopos', 'z', 'no']]
        for (const [name, ...args] of calls) assertOf(realm, await client[name](...args), name)
        assertOf(realm, await client.multi().hgetall('h').lrange('l', 0, 1).incr('l').exec(), 'multi')
        assertOf(realm, await client.pipeline().hgetall('h').lrange('l', 0, 1).exec(), 'pipeline')
        await assert.rejects(client.incr('h'), (error) => error instanceof realm.Error)
        assert.ok(client.get('k') instanceof realm.Promise)
      })
    }

    it('bytes and dates of an app are known for what they are', async () => {
      const { Redis, load } = loadElsewhere()
      const client = clients.add(new Redis({ port: server.port, keyPrefix: Buffer.from([0xff]) }))
      await client.set('prefixed', 'x')
      assert.equal(await server.call('exists', Buffer.from('\xffprefixed', 'latin1')), 1)
      const bus = await load(path.join(LIB, 'bus', 'index.js')).connect('mem:')
      const heard = []
      await bus.subscribe('bytes', (message) => heard.push(message.data), { durable: true, from: { time: new Date(0) } })
      await bus.publish('bytes', new ArrayBuffer(3), { durable: true })
      await eventually(() => heard.length === 1, 'the message')
      assert.deepEqual(heard, [Buffer.alloc(3)])
      await bus.close()
      const { encodeData } = load(path.join(LIB, 'hub', 'envelope.js'))
      assert.deepEqual(encodeData(new ArrayBuffer(3)).payload, Buffer.alloc(3))
    })

    it('messages, figures and lists are, too', async () => {
      const { Redis, broker: { createBroker }, realm } = loadElsewhere()
      const client = clients.add(new Redis({ port: server.port }))
      const batch = event(client, 'messages')
      await client.subscribe('a')
      await client.publish('a', 'x')
      const [messages] = await batch
      assertOf(realm, messages, 'messages')
      assertOf(realm, client.hicast.health(), 'health')
      assertOf(realm, client.condition.subscriber.channels('subscribe'), 'channels')
      const broker = await createBroker()
      assertOf(realm, broker.stats(), 'stats')
      assertOf(realm, broker.clients(), 'clients')
      await broker.close()
    })
  })

  describe('the async resource', () => {
    const server = useRedis()
    const clients = useClients(server)

    for (const [title, close] of Object.entries({
      'quit()': (client) => client.quit(),
      'disconnect()': (client) => client.disconnect(),
      'a loss': (client) => client.stream.destroy()
    })) {
      it(`ends with the connection: ${title}`, async () => {
        const open = new Set()
        const hook = asyncHooks.createHook({
          init: (id, type) => { if (type === 'hicast') open.add(id) },
          destroy: (id) => open.delete(id)
        }).enable()
        try {
          const client = clients.create({ retryStrategy: null })
          await client.ping()
          assert.equal(open.size, 1)
          const end = event(client, 'end')
          close(client)
          await end
          await eventually(() => open.size === 0, 'the end of the resource')
          await client.connect()
          assert.equal(open.size, 1)
          client.disconnect()
          await eventually(() => open.size === 0, 'the end of the next')
          assert.equal(client.status, 'end')
        } finally {
          hook.disable()
        }
      })
    }
  })
}
