'use strict'

const assert = require('node:assert/strict')
const net = require('node:net')
const path = require('node:path')
const { execFile } = require('node:child_process')
const { once } = require('node:events')
const { promisify } = require('node:util')
const { Worker } = require('node:worker_threads')
const { createBroker } = require('hicast/broker')
const { useBrokers, ask } = require('../../helpers/brokers')
const { within } = require('../../helpers/wait')

const exec = promisify(execFile)

describe('broker: its life', () => {
  const use = useBrokers()

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

describe('broker: what it tells', () => {
  const use = useBrokers()

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
