'use strict'

const assert = require('node:assert/strict')
const { execFile } = require('node:child_process')
const fs = require('node:fs')
const { createRequire } = require('node:module')
const path = require('node:path')
const { promisify } = require('node:util')
const vm = require('node:vm')
const { isHicast, useClients } = require('../helpers/client')
const { useFakeServers } = require('../helpers/fake_server')
const { freePort, useRedis } = require('../helpers/redis_server')
const { forbidUnhandledRejections } = require('../helpers/rejections')
const { event, eventually, sleep, within } = require('../helpers/wait')

const MIB = 1024 * 1024
const MANY = 200000

/** How each of the promises ended: 'ok', or an error's code or message. */
async function ends (promises) {
  const settled = await within(Promise.allSettled(promises), 'all to settle', 60000)
  const counts = {}
  for (const { status, reason } of settled) {
    const end = status === 'fulfilled' ? 'ok' : reason.code ?? reason.message
    counts[end] = (counts[end] ?? 0) + 1
  }
  return counts
}

/** What a program with `Redis` prints, in a process of its own. */
async function run (program) {
  const args = ['-e', `const Redis = require('hicast')\n${program}`]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: path.join(__dirname, '../..') })
  return stdout
}

if (isHicast) {
  describe('nothing is lost or swapped', function () {
    this.timeout(60000)
    const server = useRedis()
    const clients = useClients(server)
    const fakeServer = useFakeServers()
    forbidUnhandledRejections()

    describe(`${MANY} commands rejected at once`, () => {
      it('while they wait: all settle, and the client ends', async () => {
        const client = clients.create({ port: await freePort(), lazyConnect: true, retryStrategy: null, maxQueueBytes: Infinity })
        client.on('error', () => {})
        const all = Array.from({ length: MANY }, () => client.get('k'))
        assert.deepEqual(await ends(all), { 'Connection is closed.': MANY })
        assert.equal(client.status, 'end')
        await assert.rejects(client.connect())
      })

      it('in flight, by a broken protocol: all settle, and the client goes on', async () => {
        const fake = await fakeServer({
          scripts: [[{ expect: ['get', 'last'] }, { send: '?\r\n' }], [{ expect: ['get', 'again'] }, { send: '+yes\r\n' }]],
          replies: { get: '' }
        })
        const client = clients.create({ port: fake.port, host: fake.host, maxQueueBytes: Infinity, retryStrategy: () => 1 })
        client.on('error', () => {})
        await event(client, 'ready')
        const all = Array.from({ length: MANY }, () => client.get('k'))
        all.push(client.get('last'))
        assert.deepEqual(await ends(all), { HC_EPROTOCOL: MANY + 1 })
        assert.equal(await client.get('again'), 'yes')
      })
    })

    it('a rejection that throws rejects the commands behind it all the same', async () => {
      const client = clients.create({ port: await freePort(), retryStrategy: null })
      client.on('error', () => {})
      const thrown = []
      const mine = (error) => thrown.push(error.message)
      const others = process.listeners('uncaughtException')
      process.removeAllListeners('uncaughtException')
      process.on('uncaughtException', mine)
      try {
        const { Command } = client.constructor
        const command = new Command('get', ['a'], { replyEncoding: 'utf8' })
        command.reject = () => { throw new Error('thrown by a tracer') }
        const all = [client.sendCommand(command), client.get('b'), client.get('c')]
        assert.deepEqual(await ends(all), { 'Connection is closed.': 3 })
        await eventually(() => client.status === 'end', 'the end')
        assert.deepEqual(thrown, ['thrown by a tracer'])
      } finally {
        process.off('uncaughtException', mine)
        for (const listener of others) process.on('uncaughtException', listener)
      }
    })

    it('what a listener of the stream throws keeps the client from nothing', async () => {
      const client = clients.create({ retryStrategy: () => 1 })
      const thrown = []
      const mine = (error) => thrown.push(error.message)
      const others = process.listeners('uncaughtException')
      process.removeAllListeners('uncaughtException')
      process.on('uncaughtException', mine)
      try {
        await event(client, 'ready')
        client.stream.on('close', () => { throw new Error('thrown by a listener') })
        client.disconnect(true)
        await event(client, 'ready')
        assert.equal(await client.ping(), 'PONG')
        assert.deepEqual(thrown, ['thrown by a listener'])
      } finally {
        process.off('uncaughtException', mine)
        for (const listener of others) process.on('uncaughtException', listener)
      }
    })

    describe('maxQueueBytes', () => {
      for (const [title, call] of Object.entries({
        'a long argument in the middle': (client, long) => client.set('k', long, 'EX', 60),
        'a long first argument': (client, long) => client.set(long, 'v'),
        'many short arguments': (client, long, short) => client.rpush('l', ...short)
      })) {
        it(`holds for ${title}`, async () => {
          const client = clients.create({ maxQueueBytes: 8 * MIB })
          await event(client, 'ready')
          const long = 'x'.repeat(MIB)
          const short = Array.from({ length: 1000 }, () => 'x'.repeat(1000))
          server.freeze()
          let all
          try {
            all = Array.from({ length: 100 }, () => call(client, long, short))
            all.forEach((promise) => promise.catch(() => {}))
            const { outputBuffer } = client.hicast.health()
            assert.ok(outputBuffer < 16 * MIB, `${outputBuffer} bytes wait`)
          } finally {
            server.thaw()
          }
          const { ok, HC_EQUEUE: refused } = await ends(all)
          assert.ok(ok > 5 && refused > 50, `${ok} sent, ${refused} refused`)
        })
      }

      it('holds for automatic pipelines, which health() shows', async () => {
        const client = clients.create({ enableAutoPipelining: true, maxQueueBytes: 8 * MIB })
        await event(client, 'ready')
        const all = Array.from({ length: 100 }, () => client.set('k', 'x'.repeat(MIB), 'EX', 60))
        const { queued, queuedBytes } = client.hicast.health()
        assert.equal(queued, 8)
        assert.ok(queuedBytes >= 8 * MIB && queuedBytes < 9 * MIB, `${queuedBytes} bytes wait`)
        assert.deepEqual(await ends(all), { ok: 8, HC_EQUEUE: 92 })
        const after = client.hicast.health()
        assert.deepEqual([after.queued, after.queuedBytes], [0, 0])
        assert.equal(await client.get('k'), 'x'.repeat(MIB))
      })
    })

    it('a stack overflow that an app catches swaps no replies', async () => {
      const output = await run(`
        const client = new Redis({ port: ${server.port}, retryStrategy: () => 1 })
        const codes = new Set()
        client.on('error', ({ code }) => codes.add(code))
        let swapped = 0
        async function round (number) {
          const all = []
          const ask = (i) => {
            const key = number + ':' + i
            all.push(client.echo(key).then((reply) => { if (reply !== key) swapped += 1 }, () => {}))
          }
          let left = 100
          const dive = () => {
            // On the way back there is a little more room at each call.
            try { dive() } catch {}
            if (left-- > 0) ask(left)
          }
          try { dive() } catch {}
          for (let i = 1000; i < 1010; i++) ask(i)
          await Promise.all(all)
        }
        client.once('ready', async () => {
          for (let i = 0; i < 12; i++) await round(i)
          console.log(JSON.stringify([swapped, [...codes], await client.echo('x')]))
          client.disconnect()
        })`)
      const [swapped, codes, last] = JSON.parse(output)
      assert.equal(swapped, 0)
      assert.ok(codes.every((code) => code === 'HC_EMISMATCH'), codes.join())
      assert.equal(last, 'x')
    })

    describe('an argument that cannot be read', () => {
      const unreadable = new Proxy(Buffer.from('x'), { get () { throw new Error('not to be read') } })

      it('rejects its own command while it waits for a connection', async () => {
        const client = clients.create({ lazyConnect: true })
        const all = [client.set('a', '1'), client.set('b', unreadable), client.set('c', '3'), client.get('c')]
        assert.deepEqual(await ends(all), { ok: 3, 'not to be read': 1 })
        assert.equal(await all[3], '3')
      })

      it('rejects its own command when connected', async () => {
        const client = clients.create()
        await event(client, 'ready')
        const all = [client.set('a', '1'), client.set('b', unreadable), client.get('a')]
        assert.deepEqual(await ends(all), { ok: 2, 'not to be read': 1 })
      })

      it('that became so after the call rejects its own command', async () => {
        const client = clients.create({ lazyConnect: true })
        const bytes = Buffer.from('x')
        const all = [client.set('a', '1'), client.call('set', 'b', bytes), client.get('a')]
        Object.defineProperty(bytes, 'length', { get () { throw new Error('not to be read') } })
        assert.deepEqual(await ends(all), { ok: 2, 'not to be read': 1 })
        const { Command } = client.constructor
        const command = new Command('set', ['b', 'x'])
        command.args = ['b', {}]
        assert.match(Object.keys(await ends([client.sendCommand(command)]))[0], /must be a string, a Uint8Array/)
        assert.equal(await client.get('a'), '1')
      })
    })

    it('a transaction with a command that has failed before it was sent is not sent', async () => {
      const client = clients.create()
      const bad = { toString () { throw new Error('thrown by toString') } }
      assert.deepEqual(await ends([client.multi().set('t1', '1').set('t2', bad).exec()]), { HC_EDISCARDED: 1 })
      const results = await client.pipeline().set('t3', '3').multi().set('t4', '4').set('t5', bad).exec().set('t6', '6').exec()
      assert.deepEqual(results.map(([error]) => error?.code ?? error?.message ?? null),
        [null, 'HC_EDISCARDED', 'HC_EDISCARDED', 'thrown by toString', 'HC_EDISCARDED', null])
      assert.deepEqual(await client.mget('t1', 't3', 't4', 't6'), [null, '3', null, '6'])
    })

    it('bytes are bytes when hicast is loaded in a realm of its own', async () => {
      const file = path.join(__dirname, '..', '..', 'dist', 'index.js') // all of it, whatever the others load
      const context = vm.createContext({ ...globalThis, Buffer, process, console, setTimeout, setImmediate, clearTimeout, clearImmediate })
      const load = vm.runInContext(`(function (require, module, exports, __filename, __dirname) {${fs.readFileSync(file, 'utf8')}\n})`, context)
      const module = { exports: {} }
      load(createRequire(file), module, module.exports, file, path.dirname(file))
      const Redis = module.exports
      const client = clients.add(new Redis({ port: server.port, host: server.host, replyMapping: 'resp3' }))
      const bytes = Buffer.from([0, 255, 128, 13, 10])
      await client.set('k', bytes)
      assert.ok(bytes.equals(await client.getBuffer('k')))
      await client.hset('h', new Map([['f', bytes]]))
      await client.hset('h2', { toString: 'v' })
      assert.ok(bytes.equals(await client.hgetBuffer('h', 'f')))
      assert.equal((await client.hgetall('h2')).toString, 'v')
      const [[error]] = await client.multi().hget('k', 'f').exec()
      assert.match(error.message, /WRONGTYPE/)
      assert.equal(await client.blpop('none', Buffer.from('0.01')), null)
    })

    describe('what was rejected with a time-out while it waited', () => {
      const timedOut = { 'Command timed out': 1 }

      async function lateClient (options) {
        const client = clients.create({ port: await freePort(), commandTimeout: 30, retryStrategy: () => 20, ...options })
        client.on('error', () => {})
        return client
      }

      async function reconnect (client) {
        client.options.port = server.port
        client.options.commandTimeout = undefined
        await eventually(() => client.status === 'ready', 'the connection')
      }

      it('is not sent any more: pipelines', async () => {
        const client = await lateClient()
        const results = await client.pipeline().set('p1', '1').set('p2', '2').exec()
        assert.deepEqual(results.map(([error]) => error.message), ['Command timed out', 'Command timed out'])
        await reconnect(client)
        assert.deepEqual(await client.mget('p1', 'p2'), [null, null])
      })

      it('is not sent any more: automatic pipelines', async () => {
        const client = await lateClient({ enableAutoPipelining: true })
        assert.deepEqual(await ends([client.set('a1', '1')]), timedOut)
        await reconnect(client)
        assert.equal(await client.get('a1'), null)
      })

      it('is not sent any more: transactions, not in part either', async () => {
        const client = await lateClient()
        assert.deepEqual(await ends([client.multi().set('m1', '1').set('m2', '2').exec()]), timedOut)
        // MULTI on its own, which ends sooner than what stands in it.
        const multi = client.multi({ pipeline: false })
        await sleep(15)
        const rest = [client.set('m3', '3'), client.exec()]
        rest.forEach((promise) => promise.catch(() => {}))
        assert.deepEqual(await ends([multi]), timedOut)
        await reconnect(client)
        assert.deepEqual(Object.values(await ends(rest)).reduce((a, b) => a + b), 2)
        assert.deepEqual(await client.mget('m1', 'm2', 'm3'), [null, null, null])
      })

      it('is not sent any more: what was in flight when the connection was lost', async () => {
        const fake = await fakeServer({ replies: { multi: '', set: '', exec: '' } })
        const client = clients.create({ port: fake.port, host: fake.host, commandTimeout: 50, retryStrategy: () => 20 })
        client.on('error', () => {})
        await event(client, 'ready')
        const all = [client.multi().set('f1', '1').exec(), client.pipeline().set('f2', '2').exec(), client.set('f3', '3')]
        await Promise.allSettled(all)
        client.options.port = server.port
        client.options.commandTimeout = undefined
        client.stream.destroy()
        await event(client, 'ready')
        assert.deepEqual(await client.mget('f1', 'f2', 'f3'), [null, null, null])
      })
    })

    describe('a reply that cannot be decoded', () => {
      it('rejects its command, with a code', async () => {
        const client = clients.create()
        const { Command } = client.constructor
        await client.setrange('large', 270 * MIB, 'x')
        const command = new Command('get', ['large'], { replyEncoding: 'hex' })
        assert.deepEqual(await ends([client.sendCommand(command)]), { ERR_STRING_TOO_LONG: 1 })
        await client.del('large')
      })

      for (const reply of ['+OK\r\n', '*2\r\n$-1\r\n*0\r\n', '*1\r\n$1\r\n0\r\n', '_\r\n']) {
        it(`ends a scan stream with an error: ${JSON.stringify(reply)}`, async () => {
          const fake = await fakeServer({ replies: { scan: reply } })
          const client = clients.create({ port: fake.port, host: fake.host })
          const stream = client.scanStream()
          stream.resume()
          const [error] = await event(stream, 'error')
          assert.equal(error.code, 'HC_EREPLY')
        })
      }
    })

    it('a map keeps its fields when Object.prototype is frozen', async () => {
      const output = await run(`
        Object.freeze(Object.prototype)
        const client = new Redis({ port: ${server.port}, replyMapping: 'resp3' })
        client.hset('frozen', 'toString', 'a', 'constructor', 'b', '__proto__', 'c', 'd', 'e')
          .then(() => client.hgetall('frozen'))
          .then((map) => { console.log(JSON.stringify(Object.entries(map))); client.disconnect() })`)
      assert.deepEqual(Object.fromEntries(JSON.parse(output)),
        Object.fromEntries([['toString', 'a'], ['constructor', 'b'], ['__proto__', 'c'], ['d', 'e']]))
    })

    it('a tracer is told once: a time-out, then the late reply', async () => {
      const client = clients.create({ commandTimeout: 20 })
      await event(client, 'ready')
      const { Command } = client.constructor
      const command = new Command('get', ['k'], { replyEncoding: 'utf8' })
      const told = []
      const { resolve, reject } = command
      command.resolve = (reply) => { told.push('resolve'); return resolve(reply) }
      command.reject = (error) => { told.push('reject'); return reject(error) }
      server.freeze()
      try {
        assert.deepEqual(await ends([client.sendCommand(command)]), { 'Command timed out': 1 })
      } finally {
        server.thaw()
      }
      client.options.commandTimeout = undefined
      await client.ping()
      assert.deepEqual(told, ['reject'])
    })
  })
}
