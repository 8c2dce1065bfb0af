'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const net = require('node:net')
const os = require('node:os')
const path = require('node:path')
const { execFile } = require('node:child_process')
const { once } = require('node:events')
const { promisify } = require('node:util')
const { Worker } = require('node:worker_threads')
const { createBroker } = require('hicast/broker')
const { Line } = require('../../helpers/broker_play')
const { NodeProcess } = require('../../helpers/processes')
const { plainEnvironment } = require('../../helpers/redis_server')
const { eventually, within, sleep } = require('../../helpers/wait')

const exec = promisify(execFile)

/** Brokers and connections that are closed after each test. */
function useBrokers () {
  const brokers = []
  const lines = []
  afterEach(async () => {
    for (const line of lines.splice(0)) line.socket.destroy()
    await Promise.all(brokers.splice(0).map((broker) => broker.close()))
  })
  return {
    async create (options) {
      const broker = await createBroker(options)
      brokers.push(broker)
      return broker
    },
    /** A connection that has sent a command and got its reply. */
    async connect (broker, command = 'PING first', reply = 'first\r\n') {
      const line = new Line(broker.port)
      lines.push(line)
      line.socket.write(command + '\r\n')
      await line.until(reply)
      return line
    },
    subscribe (broker, channel = 'a') {
      return this.connect(broker, `SUBSCRIBE ${channel}`, ':1\r\n')
    }
  }
}

/** Sends a command and waits for what its reply ends with. */
async function ask (line, command, reply) {
  line.socket.write(command + '\r\n')
  await line.until(reply)
}

describe('broker', () => {
  const use = useBrokers()

  describe('listening', () => {
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
      [{ maxClients: 0 }, /^broker: "maxClients" must be an integer from 1 to /],
      [{ outputLimit: { hard: 0.5 } }, /^broker: "hard" must be an integer from 1 to /],
      [{ seed: -1 }, /^broker: "seed" must be an integer from 0 to /]
    ]) {
      it(`refuses ${JSON.stringify(options)}`, () =>
        assert.rejects(createBroker(options), { name: 'TypeError', code: 'HC_BROKER_OPTION', message }))
    }
  })

  describe('its life', () => {
    it('ends connections, and resolves when nothing is open any more', async () => {
      const broker = await use.create()
      const line = await use.subscribe(broker)
      const [first, second] = [broker.close(), broker.close()]
      assert.equal(first, second)
      await first
      await within(line.closed, 'the connection to end')
      const socket = net.connect(broker.port, '127.0.0.1')
      const [error] = await once(socket, 'error')
      assert.equal(error.code, 'ECONNREFUSED')
      assert.equal(broker.stats().connections, 1)
      assert.deepEqual(broker.clients(), [])
      assert.equal(broker.killClients(), 0)
      broker.freeze(1)
      broker.slow(1)
      broker.heal()
      broker.ref().unref()
    })

    it('is disposed of', async () => {
      const broker = await createBroker()
      await broker[Symbol.asyncDispose]()
      await broker.close()
    })

    /** Runs a program to its end. */
    async function run (program) {
      const { stdout, stderr } = await exec(process.execPath, ['-e', program], { cwd: path.join(__dirname, '../../..') })
      assert.equal(stderr, '')
      return stdout
    }
    const CREATE = 'require("hicast/broker").createBroker().then(async (broker) => {'

    it('keeps the process alive until it is closed', async () => {
      const program = `${CREATE} setTimeout(() => broker.close().then(() => console.log("closed")), 50).unref();
        setTimeout(() => console.log("alive"), 20).unref() })`
      assert.equal(await run(program), 'alive\nclosed\n')
    })

    it('lets the process end when it is told so', async () => {
      assert.equal(await run(`${CREATE} broker.unref(); setTimeout(() => console.log("alive"), 10000).unref() })`), '')
    })

    it('is not collected while it is open', async () => {
      const program = `${CREATE} const { port } = broker; broker = null;
        setTimeout(() => { for (let i = 0; i < 10; i++) gc();
        const socket = require("net").connect(port, "127.0.0.1");
        socket.end("PING\\r\\n").on("data", (data) => { process.stdout.write(data); process.exit() }) }, 20) })`
      const { stdout } = await exec(process.execPath, ['--expose-gc', '-e', program], { cwd: path.join(__dirname, '../../..') })
      assert.equal(stdout, '+PONG\r\n')
    })

    it('reports what a listener of close() throws', async () => {
      const program = `process.on("uncaughtException", (error) => console.log(error.message));
        const { Broker } = require("./lib/support/native"); const broker = new Broker({});
        broker.close(() => { throw new Error("on purpose") })`
      assert.equal(await run(program), 'on purpose\n')
    })

    for (const how of ['terminate', 'exit', 'throw', 'slow', 'frozen', 'closing']) {
      it(`goes with its worker: ${how}`, async () => {
        const worker = new Worker(require.resolve('../../helpers/broker_worker'), { workerData: how })
        const errors = []
        worker.on('error', (error) => errors.push(error.message))
        const ended = new Promise((resolve) => worker.once('exit', resolve))
        const port = await within(new Promise((resolve) => worker.once('message', resolve)), 'the port')
        if (!['exit', 'throw'].includes(how)) await worker.terminate()
        await within(ended, 'the worker to end')
        assert.deepEqual(errors, how === 'throw' ? ['on purpose'] : [])
        const socket = net.connect(port, '127.0.0.1')
        const [error] = await once(socket, 'error')
        assert.equal(error.code, 'ECONNREFUSED')
      })
    }
  })

  describe('what it tells', () => {
    it('names its clients', async () => {
      const broker = await use.create()
      const subscriber = await use.subscribe(broker)
      const other = await use.connect(broker, 'HELLO 3 SETNAME me', '*0\r\n')
      await ask(other, 'CLIENT SETINFO LIB-NAME lib\r\nCLIENT SETINFO LIB-VER 1.2', '+OK\r\n+OK\r\n')
      const [first, second] = broker.clients()
      assert.deepEqual({ ...first, age: 0 }, {
        id: 1,
        address: `127.0.0.1:${subscriber.socket.localPort}`,
        name: '',
        libName: '',
        libVersion: '',
        protocol: 2,
        type: 'pubsub',
        channels: 1,
        patterns: 0,
        shardChannels: 0,
        age: 0,
        outputBytes: 0
      })
      assert.ok(first.age >= 0 && first.age < 5000)
      const { id, name, libName, libVersion, protocol, type } = second
      assert.deepEqual({ id, name, libName, libVersion, protocol, type },
        { id: 2, name: 'me', libName: 'lib', libVersion: '1.2', protocol: 3, type: 'normal' })
    })

    it('counts', async () => {
      const broker = await use.create()
      await use.subscribe(broker)
      const publisher = await use.connect(broker)
      await ask(publisher, 'PUBLISH a 1', ':1\r\n')
      const { bytesIn, bytesOut, ...stats } = broker.stats()
      assert.deepEqual(stats, {
        clients: 2,
        subscribers: 1,
        channels: 1,
        patterns: 0,
        shardChannels: 0,
        outputBytes: 0,
        connections: 2,
        rejected: 0,
        commands: 3,
        published: 1,
        delivered: 1,
        dropped: 0,
        garbled: 0,
        cut: 0,
        killed: 0
      })
      assert.ok(bytesIn > 30 && bytesOut > 30)
    })
  })

  describe('its faults', () => {
    it('freezes for a time, and without one until it is undone', async () => {
      const broker = await use.create()
      const line = await use.connect(broker)
      const begin = performance.now()
      broker.freeze(100)
      await ask(line, 'PING late', 'late\r\n')
      assert.ok(performance.now() - begin > 90)
      broker.freeze()
      line.socket.write('PING later\r\n')
      const { socket } = new Line(broker.port) // the kernel accepts it
      await once(socket, 'connect')
      await sleep(50)
      assert.ok(!line.bytes.includes('later'))
      broker.freeze(0)
      await line.until('later\r\n')
      socket.destroy()
      for (const ms of [-1, '1', NaN]) assert.throws(() => broker.freeze(ms), RangeError)
    })

    it('kills clients: all, by properties, by a function', async () => {
      const broker = await use.create()
      const subscriber = await use.subscribe(broker)
      const named = await use.connect(broker, 'CLIENT SETNAME me', '+OK\r\n')
      const third = await use.connect(broker)
      assert.equal(broker.killClients({ name: 'nobody' }), 0)
      assert.equal(broker.killClients({ name: 'me', type: 'normal' }), 1)
      await within(named.closed, 'the end of the named one')
      assert.equal(broker.killClients(({ channels }) => channels > 0), 1)
      await within(subscriber.closed, 'the end of the subscriber')
      assert.equal(broker.killClients(), 1)
      await within(third.closed, 'the end of the third')
      assert.equal(broker.stats().killed, 3)
      assert.throws(() => broker.killClients(null), RangeError)
    })

    it('refuses new connections', async () => {
      const broker = await use.create()
      const line = await use.connect(broker)
      broker.refuse()
      const socket = net.connect(broker.port, '127.0.0.1')
      const [error] = await once(socket, 'error')
      assert.equal(error.code, 'ECONNREFUSED')
      await ask(line, 'PING still', 'still\r\n')
      broker.refuse(false)
      await use.connect(broker)
    })

    it('sends slowly', async () => {
      const broker = await use.create()
      const line = await use.connect(broker)
      broker.slow(20000)
      const begin = performance.now()
      await ask(line, `ECHO ${'x'.repeat(6000)}end`, 'end\r\n')
      assert.ok(performance.now() - begin > 250)
      assert.throws(() => broker.slow(-1), RangeError)
      assert.throws(() => broker.slow(), RangeError)
    })

    it('garbles what it sends, and loses messages', async () => {
      const broker = await use.create({ seed: 1 })
      const subscriber = await use.subscribe(broker)
      const publisher = await use.connect(broker)
      broker.garble()
      await ask(publisher, 'PUBLISH a 1', '\x7f1\r\n')
      await subscriber.until('\x7f3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\n1\r\n')
      broker.garble(0)
      broker.drop(0.5)
      for (let i = 0; i < 200; i++) publisher.socket.write('PUBLISH a x\r\n')
      await ask(publisher, 'PING done', 'done\r\n')
      const { dropped } = broker.stats()
      assert.ok(dropped > 60 && dropped < 140)
      broker.drop(0)
      await ask(publisher, 'PUBLISH a last', ':1\r\n')
      await subscriber.until('last\r\n')
      assert.equal(String(subscriber.bytes).split('$1\r\nx\r\n').length - 1, 200 - dropped)
      for (const rate of [-0.1, 1.1, '1']) assert.throws(() => broker.drop(rate), RangeError)
    })

    it('is healed of all of them', async () => {
      const broker = await use.create()
      broker.drop()
      broker.garble()
      broker.slow(1)
      broker.refuse()
      broker.freeze()
      broker.heal()
      const subscriber = await use.subscribe(broker)
      const publisher = await use.connect(broker)
      await ask(publisher, 'PUBLISH a 1', ':1\r\n')
      await subscriber.until('$1\r\na\r\n$1\r\n1\r\n')
    })
  })

  describe('its limits', () => {
    it('refuses one client too many in the words of Redis', async () => {
      const broker = await use.create({ maxClients: 1 })
      await use.connect(broker)
      const line = new Line(broker.port)
      await within(line.closed, 'the end of the connection')
      assert.equal(String(line.bytes), '-ERR max number of clients reached\r\n')
      assert.equal(broker.stats().rejected, 1)
    })

    it('cuts a subscriber that does not keep up, and the others do not wait for it', async () => {
      const broker = await use.create({ outputLimit: { hard: 2 ** 20, soft: 2 ** 20 } })
      const slow = await use.subscribe(broker)
      slow.socket.pause()
      const quick = await use.subscribe(broker)
      let last = ''
      quick.socket.removeAllListeners('data').on('data', (chunk) => { last = String(chunk.subarray(-30)) })
      const publisher = await use.connect(broker)
      publisher.socket.removeAllListeners('data').resume()
      const command = `*3\r\n$7\r\nPUBLISH\r\n$1\r\na\r\n$10000\r\n${'x'.repeat(10000)}\r\n`
      let longest = 0
      for (let i = 0; i < 2000 && broker.stats().cut === 0; i++) {
        const before = performance.now()
        publisher.socket.write(`${command}PUBLISH a number-${i}\r\n`)
        await eventually(() => last.includes(`number-${i}\r\n`), `message ${i}`, { interval: 0 })
        longest = Math.max(longest, performance.now() - before)
      }
      assert.equal(broker.stats().cut, 1)
      assert.equal(broker.stats().subscribers, 1)
      assert.ok(longest < 500, `${longest} ms for one message`)
      assert.ok(!quick.isClosed)
      slow.socket.resume()
      await within(slow.closed, 'the end of the slow one')
    })

    it('serves 10,000 connections', async function () {
      this.timeout(60000)
      const count = 10000
      const server = new NodeProcess(require.resolve('../../helpers/broker_process'))
      const { port } = await server.message(({ port }) => port, 'the broker')
      const crowd = new NodeProcess(require.resolve('../../helpers/broker_crowd'), { args: [String(port), String(count)] })
      await crowd.message(({ confirmed }) => confirmed === count, 'all to be subscribed', 50000)
      const publisher = await use.connect({ port })
      await ask(publisher, 'PUBLISH crowd hi', `:${count}\r\n`)
      await crowd.message(({ received }) => received === count, 'all to hear', 20000)
      server.send('stats')
      const { stats } = await server.message(({ stats }) => stats, 'the figures')
      assert.equal(stats.clients, count + 1)
      assert.equal(stats.subscribers, count)
      assert.equal(crowd.messages.filter(({ error }) => error).length, 0)
      await crowd.kill()
      await server.kill()
    })

    it('keeps its memory', async function () {
      this.timeout(30000)
      const broker = await use.create()
      const subscribers = await Promise.all(Array.from({ length: 20 }, () => use.subscribe(broker)))
      for (const { socket } of subscribers) {
        socket.removeAllListeners('data')
        socket.resume()
      }
      const publisher = await use.connect(broker)
      publisher.socket.removeAllListeners('data')
      let waiting = 0
      publisher.socket.on('data', (chunk) => { waiting -= chunk.filter((byte) => byte === 10).length })
      const batch = `PUBLISH a ${'x'.repeat(200)}\r\n`.repeat(100)
      const burst = async (rounds) => {
        for (let i = 0; i < rounds; i++) {
          waiting += 100
          publisher.socket.write(batch)
          await eventually(() => waiting === 0, 'the replies', { interval: 0 })
        }
      }
      await burst(200)
      const before = process.memoryUsage().rss
      await burst(1500)
      const grown = process.memoryUsage().rss - before
      // A sanitizer keeps what was freed for a while.
      const room = process.env.LD_PRELOAD ? 300 : 30
      assert.ok(grown < room * 2 ** 20, `${Math.round(grown / 2 ** 20)} MiB more`)
      assert.equal(broker.stats().delivered, 1700 * 100 * 20)
    })
  })

  describe('real clients', () => {
    const conversation = async (subscribe, publish) => {
      const heard = []
      await subscribe(heard)
      await publish('plain', 'hello')
      await publish('news.art', 'é€')
      await eventually(() => heard.length === 2, 'both messages')
      return heard
    }
    const EXPECTED = ['plain hello', 'news.* news.art é€']

    for (const protocol of [2, 3]) {
      for (const name of ['hicast', 'ioredis']) {
        it(`${name}, RESP${protocol}`, async () => {
          const Redis = require(name)
          const broker = await use.create({ auth: { username: 'me', password: 'secret' } })
          const options = { protocol, connectionName: 'test' }
          const [subscriber, publisher] = [new Redis(broker.url, options), new Redis(broker.url, options)]
          const heard = await conversation(async (heard) => {
            subscriber.on('message', (channel, message) => heard.push(`${channel} ${message}`))
            subscriber.on('pmessage', (pattern, channel, message) => heard.push(`${pattern} ${channel} ${message}`))
            assert.equal(await subscriber.subscribe('plain'), 1)
            assert.equal(await subscriber.psubscribe('news.*'), 2)
          }, async (channel, message) => assert.equal(await publisher.publish(channel, message), 1))
          assert.deepEqual(heard, EXPECTED)
          assert.equal(broker.clients()[0].name, 'test')
          assert.equal(broker.clients()[0].protocol, protocol)
          // A restart, as far as a client can tell.
          broker.killClients()
          await eventually(() => broker.stats().channels === 1 && broker.stats().patterns === 1, 'the subscriptions again')
          assert.equal(await publisher.publish('plain', 'again'), 1)
          await eventually(() => heard.includes('plain again'), 'the message after it')
          assert.equal(await publisher.quit(), 'OK')
          assert.equal(await subscriber.quit(), 'OK')
        })
      }

      it(`node-redis, RESP${protocol}`, async () => {
        const { createClient } = require('redis')
        const broker = await use.create({ auth: 'secret' })
        const options = { url: broker.url, RESP: protocol, name: 'test' }
        const [subscriber, publisher] = [createClient(options), createClient(options)]
        const errors = []
        for (const client of [subscriber, publisher]) {
          client.on('error', (error) => errors.push(error))
          await client.connect()
        }
        const heard = await conversation(async (heard) => {
          await subscriber.subscribe('plain', (message, channel) => heard.push(`${channel} ${message}`))
          await subscriber.pSubscribe('news.*', (message, channel) => heard.push(`news.* ${channel} ${message}`))
        }, async (channel, message) => assert.equal(await publisher.publish(channel, message), 1))
        assert.deepEqual(heard, EXPECTED)
        assert.equal(broker.clients()[0].name, 'test')
        assert.match(broker.clients()[0].libName, /node-redis/)
        assert.deepEqual(errors, [])
        await subscriber.close()
        await publisher.close()
      })
    }

    it('redis-cli', async () => {
      const broker = await use.create()
      const cli = async (...args) => {
        const { stdout } = await exec('redis-cli', ['-p', String(broker.port), ...args], { env: plainEnvironment() })
        return stdout
      }
      await use.subscribe(broker)
      assert.equal(await cli('publish', 'a', 'hello'), '1\n')
      assert.equal(await cli('pubsub', 'numsub', 'a'), 'a\n1\n')
      assert.equal(await cli('-3', 'ping'), 'PONG\n')
      assert.match(await cli('info', 'server'), /^redis_version:7\.0\.15\r$/m)
      assert.match(await cli('client', 'list'), / cmd=subscribe /)
      assert.match(await cli('get', 'x'), /^ERR unknown command 'get'/)
    })

    it('redis-benchmark', async () => {
      const broker = await use.create()
      const line = await use.subscribe(broker)
      line.socket.removeAllListeners('data').resume()
      const { stdout } = await exec('redis-benchmark', ['-p', String(broker.port), '-n', '20000', '-P', '16',
        '-c', '20', '--csv', 'publish', 'a', 'hello'], { env: plainEnvironment() })
      assert.match(stdout, /"publish a hello","\d+/)
      assert.equal(broker.stats().published, 20000)
      assert.equal(broker.stats().delivered, 20000)
    })
  })
})
