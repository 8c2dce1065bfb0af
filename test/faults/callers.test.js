'use strict'

const assert = require('node:assert/strict')
const { EventEmitter } = require('node:events')
const { isHicast, useClients, peers, Redis } = require('../helpers/client')
const { useRedis } = require('../helpers/redis_server')
const { forbidUnhandledRejections } = require('../helpers/rejections')
const { event, eventually, sleep, within } = require('../helpers/wait')

const MIB = 1024 * 1024

function revoked () {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

function cycle () {
  const array = ['x']
  array.push(array)
  return array
}

/** Whatever an app may hand over, by mistake or on purpose. */
const VALUES = {
  undefined,
  null: null,
  'a boolean': true,
  'a number': 1.5,
  NaN,
  infinity: -Infinity,
  'a large number': 1e21,
  'a bigint': 2n ** 70n,
  'a Symbol': Symbol('s'),
  'a function': () => {},
  'an object': {},
  'an object without a prototype': Object.create(null),
  'an object whose toString throws': { toString () { throw new Error('thrown by toString') } },
  'an object whose toString gives no string': { toString: () => ({}), valueOf: () => ({}) },
  'an object with a then': { then () {} },
  'a revoked proxy': revoked(),
  'an empty array': [],
  'arrays in arrays': [[['deep']]],
  'an array in itself': cycle(),
  'an array with holes': new Array(3),
  'a Map': new Map([['a', 1]]),
  'a Set': new Set([1]),
  'an invalid Date': new Date(NaN),
  'a RegExp': /x/,
  'an Error': new Error('e'),
  'an ArrayBuffer': new ArrayBuffer(3),
  'a DataView': new DataView(new ArrayBuffer(2)),
  'a Uint8Array': new Uint8Array([0, 255, 13, 10]),
  'a Uint16Array': new Uint16Array([1, 2]),
  'an empty Buffer': Buffer.alloc(0),
  'an empty string': '',
  'a lone high surrogate': 'a\ud800b',
  'a lone low surrogate': '\udfff',
  NULs: '\0a\0\0',
  'line ends': '\r\n$5\r\nhello\r\n*1\r\n',
  'a name of the prototype': '__proto__'
}

/**
 * What ioredis does not survive without a rejection that nobody can handle,
 * and bytes that it takes for a list of numbers.
 */
const OTHERWISE = /toString|without a prototype|revoked|Uint8Array/

if (isHicast) {
  describe('a hostile caller', () => {
    const server = useRedis()
    const clients = useClients(server)
    forbidUnhandledRejections()

    /** What becomes of a call: its value, or that it failed with an error. */
    async function outcome (call) {
      try {
        return { value: await within(Promise.resolve(call()), 'the call to be settled', 2000) }
      } catch (error) {
        if (/^waited/.test(error.message)) throw error
        assert.ok(error instanceof Error)
        return { failed: true }
      }
    }

    /** The client is as good as before: replies belong to their commands. */
    async function isSound (client) {
      assert.deepEqual(await Promise.all([client.echo('1'), client.echo('2')]), ['1', '2'])
      assert.equal(client.status, 'ready')
    }

    describe('may pass', () => {
      for (const [title, value] of Object.entries(VALUES)) {
        it(title, async () => {
          const client = clients.create()
          const calls = {
            publish: () => client.publish(value, value),
            'publish a payload': () => client.publish('a', value),
            subscribe: () => client.subscribe(value),
            psubscribe: () => client.psubscribe('p', value),
            ssubscribe: () => client.ssubscribe(value),
            unsubscribe: () => client.unsubscribe(value),
            punsubscribe: () => client.punsubscribe(value),
            sunsubscribe: () => client.sunsubscribe(value),
            get: () => client.get(value),
            set: () => client.set(value, value),
            mset: () => client.mset(value),
            hset: () => client.hset('h', value),
            'call a command': () => client.call('echo', value),
            pipeline: () => client.pipeline().get(value).set('k', value).exec(),
            multi: () => client.multi().set('k', value).exec()
          }
          for (const [name, call] of Object.entries(calls)) {
            await outcome(call)
            await within(outcome(() => Promise.all([client.unsubscribe(), client.punsubscribe(), client.sunsubscribe()])),
              `the end of subscriptions after ${name}`)
            await isSound(client)
          }
        })
      }
    })

    it('is understood as by ioredis', async () => {
      const { client: Own, ioredis: Peer } = peers()
      const { port, host } = server
      const [own, peer] = [Own, Peer].map((Class) => clients.add(new Class({ port, host })))
      for (const [title, value] of Object.entries(VALUES)) {
        if (OTHERWISE.test(title)) continue
        const [got, wanted] = await Promise.all([own, peer].map((client) => outcome(() => client.echoBuffer(value))))
        assert.deepEqual(got, wanted, title)
      }
    })

    it('may call by any name', async () => {
      const client = clients.create()
      for (const [title, value] of Object.entries(VALUES)) {
        if (value === '') continue
        await outcome(() => client.call(value))
        await outcome(() => client.call(value, 'x'))
        assert.deepEqual(await client.echo(title), title)
      }
    })

    it('may construct with anything', async () => {
      const options = ['port', 'host', 'path', 'db', 'username', 'password', 'retryStrategy', 'connectTimeout', 'commandTimeout',
        'keyPrefix', 'keepAlive', 'family', 'protocol', 'heartbeat', 'maxQueueBytes', 'connectionName', 'maxRetriesPerRequest',
        'reconnectOnError', 'socketTimeout', 'tls', 'enableOfflineQueue', 'autoResubscribe', 'replyMapping', 'Connector']
      let constructed = 0
      for (const [title, value] of Object.entries(VALUES)) {
        for (const name of ['itself', ...options]) {
          const argument = name === 'itself' ? value : { port: server.port, host: server.host, retryStrategy: null, [name]: value }
          let client
          try {
            client = new Redis(argument, { lazyConnect: name === 'itself' })
          } catch (error) {
            assert.ok(error instanceof Error, `${name}: ${title}`)
            continue
          }
          constructed++
          client.on('error', () => {})
          client.ping().catch(() => {})
          await new Promise(setImmediate)
          client.disconnect()
        }
      }
      assert.ok(constructed > 100, `${constructed} constructed`)
      await eventually(async () => (await server.clients()).length === 0, 'all connections to close')
    })

    it('is told at once of times that are none', () => {
      for (const name of ['socketTimeout', 'commandTimeout', 'disconnectTimeout', 'connectTimeout', 'blockingTimeout']) {
        for (const value of [Symbol('s'), 10n, {}, 'soon', () => 5]) {
          assert.throws(() => new Redis({ lazyConnect: true, [name]: value }),
            { name: 'TypeError', message: new RegExp(`"${name}" must be a number of milliseconds`) })
        }
      }
    })

    it('may change its bytes, and give them away, while they wait', async () => {
      const client = clients.create()
      const mine = Buffer.from(new ArrayBuffer(64))
      const given = Buffer.from(new ArrayBuffer(64))
      const shared = Buffer.from(new SharedArrayBuffer(64))
      const calls = [mine, given, shared].map((bytes) => client.publish('a', bytes))
      structuredClone(given.buffer, { transfer: [given.buffer] })
      mine.fill(1)
      shared.fill(2)
      await within(Promise.allSettled(calls), 'the publishes')
      await isSound(client)
    })

    it('may do anything in the toString of an argument', async () => {
      for (const act of [
        (client) => client.disconnect(), (client) => client.disconnect(true), (client) => client.quit().catch(() => {}),
        (client) => client.publish('a', 'inner'), (client) => client.subscribe('b').catch(() => {}),
        (client) => client.stream.destroy(), (client) => client.pipeline().get('k').exec().catch(() => {})
      ]) {
        const client = clients.create({ retryStrategy: () => 1 })
        await client.ping()
        let isCalled = false
        const argument = { toString () { isCalled = true; act(client); return 'outer' } }
        await within(Promise.allSettled([
          client.publish('a', argument), client.set('k', argument), client.pipeline().set('k', argument).exec()
        ]), `after ${act}`)
        assert.ok(isCalled)
        client.disconnect()
      }
    })

    it('may use names and payloads of any text, and hears them', async () => {
      const client = clients.create()
      const names = ['__proto__', 'constructor', 'toString', '', '\0', 'a\r\nb', '\ud800', 'é'.repeat(5000), ' ']
      await client.subscribe(names)
      const heard = []
      client.on('message', (...args) => heard.push(args))
      for (const name of names) await client.publish(name, name)
      await eventually(() => heard.length === names.length, 'all messages')
      const wire = (text) => Buffer.from(text).toString()
      assert.deepEqual(heard, names.map((name) => [wire(name), wire(name)]))
      assert.equal(await client.unsubscribe(names), 0)
    })

    it('may publish, hear, store and read 64 MiB', async function () {
      this.timeout(30000)
      await server.call('config', 'set', 'client-output-buffer-limit', 'pubsub 0 0 0')
      const [sub, pub] = [clients.create(), clients.create()]
      await sub.subscribe('a')
      const before = process.memoryUsage().rss
      for (const payload of ['x'.repeat(64 * MIB), Buffer.alloc(64 * MIB, 'é'), 'é'.repeat(32 * MIB)]) {
        const heard = event(sub, 'messageBuffer', 10000)
        assert.equal(await pub.publish('a', payload), 1)
        assert.ok((await heard)[1].equals(Buffer.from(payload)))
      }
      assert.equal(await pub.set('k', 'y'.repeat(64 * MIB)), 'OK')
      assert.equal(await pub.get('k'), 'y'.repeat(64 * MIB))
      await sleep(50)
      const grown = process.memoryUsage().rss - before
      assert.ok(grown < 2000e6, `${grown} bytes more`)
      assert.equal(pub.hicast.health().outputBuffer, 0)
    })

    /** Every public method, and a few commands, in every event. */
    const methods = methodsOf(Redis.prototype)
    const sequence = ['connecting', 'connect', 'ready', 'message', 'close', 'reconnecting', 'resubscribed', 'error', 'end']
    for (const name of sequence) {
      it(`may call any method in any way in "${name}"`, async function () {
        this.timeout(30000)
        await Promise.all(methods.map((method) => callIn(name, method)))
        await eventually(async () => (await server.clients()).length === 0, 'all connections to close')
      })
    }

    async function callIn (name, method) {
      const client = clients.create({ retryStrategy: (times) => times > 3 ? null : 1 })
      client.on('error', () => {})
      client.on('message', () => {})
      let count = 0
      client.on(name, () => {
        if (count++ > 2) return
        for (const args of [[], ['a'], ['a', 'b'], [null], [{}]]) keepSilent(client, method, args)
      })
      const commands = Promise.allSettled([client.subscribe('a'), client.publish('a', 'x')])
      await Promise.race([commands, sleep(100)])
      client.hicast.resume()
      if (name === 'error') client.emit('error', new Error('made up'))
      client.disconnect(true)
      await sleep(30)
      client.removeAllListeners(name)
      client.on('error', () => {})
      client.hicast.resume()
      client.disconnect()
      await within(commands, `commands with ${method} in ${name}`)
      await eventually(() => {
        if (client.status !== 'end' && client.status !== 'wait') client.disconnect()
        return client.status === 'end' || client.status === 'wait'
      }, `the end with ${method} in ${name}`)
    }
  })
}

/** A call of which only a crash or a hang counts. */
function keepSilent (client, method, args) {
  let result
  try {
    result = client[method](...args)
  } catch {
    return
  }
  if (result instanceof EventEmitter && result !== client) {
    result.on('error', () => {})
    if (result instanceof Redis) result.disconnect()
    else result.destroy?.()
  } else if (typeof result?.then === 'function') result.then(() => {}, () => {})
  else if (typeof result?.return === 'function') result.return()
}

function methodsOf (prototype) {
  const commands = new Set(require('@ioredis/commands').list)
  const chosen = ['quit', 'ping', 'publish', 'spublish', 'subscribe', 'psubscribe', 'ssubscribe', 'unsubscribe', 'punsubscribe',
    'sunsubscribe', 'get', 'set', 'select', 'auth', 'hello', 'multi', 'exec', 'discard', 'watch', 'blpop', 'client', 'reset']
  const all = new Set(chosen)
  for (let at = prototype; at !== EventEmitter.prototype; at = Object.getPrototypeOf(at)) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(at))) {
      if (typeof value !== 'function' || name.startsWith('_') || name === 'constructor') continue
      if (!commands.has(name.replace(/Buffer$/, '').toLowerCase())) all.add(name)
    }
  }
  return [...all]
}
