'use strict'

const assert = require('node:assert/strict')
const { setFlagsFromString } = require('node:v8')
const { runInNewContext } = require('node:vm')
const { isHicast, useClients } = require('../helpers/client')
const { useFakeServers } = require('../helpers/fake_server')
const { useRedis } = require('../helpers/redis_server')
const { event, eventually } = require('../helpers/wait')
const { forbidUnhandledRejections } = require('../helpers/rejections')

const MIB = 1024 * 1024
// The longest that V8 takes in Node 20 is 24 less.
const TOO_LONG = 512 * MIB

setFlagsFromString('--expose-gc')
const gc = runInNewContext('gc')

/** Bytes that are held by JavaScript. */
async function held () {
  for (let i = 0; i < 3; i++) {
    gc()
    await new Promise(setImmediate)
  }
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

if (isHicast) {
  describe('names of channels', function () {
    this.timeout(120000)
    const server = useRedis()
    const clients = useClients(server)
    const fakeServer = useFakeServers()
    forbidUnhandledRejections()

    it('that no string can hold keep replies with their commands', async () => {
      const name = Buffer.alloc(TOO_LONG, 'n')
      const long = [Buffer.from(`$${TOO_LONG}\r\n`), name, Buffer.from('\r\n')]
      const fake = await fakeServer({
        scripts: [[
          { expect: ['psubscribe', 'p'] },
          { send: '>3\r\n$10\r\npsubscribe\r\n$1\r\np\r\n:1\r\n' },
          { expect: ['get', 'a'] },
          { expect: ['get', 'b'] },
          {
            send: Buffer.concat([
              Buffer.from('>4\r\n$8\r\npmessage\r\n$1\r\np\r\n'), ...long, Buffer.from('$6\r\nsecret\r\n'),
              Buffer.from('>3\r\n$7\r\nmessage\r\n'), ...long, Buffer.from('$6\r\nsecret\r\n'),
              Buffer.from('$1\r\nA\r\n>4\r\n$8\r\npmessage\r\n$1\r\np\r\n$1\r\nc\r\n$4\r\nnext\r\n$1\r\nB\r\n')
            ])
          },
          { expect: ['get', 'c'] },
          { send: Buffer.concat([Buffer.from(`!${TOO_LONG}\r\n`), name, Buffer.from('\r\n$1\r\nD\r\n')]) },
          { expect: ['get', 'd'] }
        ]]
      })
      const client = clients.create({ port: fake.port, host: fake.host })
      const errors = []
      const heard = []
      client.on('error', (error) => errors.push(error))
      client.on('message', (...message) => heard.push(message))
      client.on('pmessage', (...message) => heard.push(message))
      await client.psubscribe('p')
      assert.deepEqual(await Promise.all([client.get('a'), client.get('b')]), ['A', 'B'])
      assert.deepEqual(heard, [['p', 'c', 'next']])
      assert.deepEqual(errors.map(({ code }) => code), ['HC_EUNEXPECTED', 'HC_EUNEXPECTED'])
      assert.match(errors[0].message, /name is too long for a string/)
      // Nor do an error's words.
      const last = [client.get('c'), client.get('d')]
      await assert.rejects(last[0], { name: 'ReplyError', message: 'n'.repeat(1000) + '...' })
      assert.equal(await last[1], 'D')
    })

    it('that a pattern matched are forgotten when they are long', async () => {
      const [sub, pub] = [clients.create(), clients.create()]
      await sub.psubscribe('*')
      let count = 0
      sub.on('pmessage', () => { count += 1 })
      const before = await held()
      for (let i = 0; i < 200; i++) await pub.publish(String(i).padEnd(MIB, '.'), 'x')
      await eventually(() => count === 200, 'all messages')
      const more = await held() - before
      assert.ok(more < 20 * MIB, `${more} bytes more`)
    })

    it('are forgotten with their subscriptions', async () => {
      const [sub, pub] = [clients.create(), clients.create()]
      const names = Array.from({ length: 20000 }, (_, i) => Buffer.alloc(1000, `${i}.`).toString())
      let count = 0
      sub.on('message', () => { count += 1 })
      await sub.subscribe('first')
      const before = await held()
      for (let at = 0; at < names.length; at += 1000) await sub.subscribe(names.slice(at, at + 1000))
      for (const name of names) pub.publish(name, 'x')
      await eventually(() => count === names.length, 'all messages')
      await sub.unsubscribe(names)
      const after = await held()
      // The names of the test itself are there at all times.
      assert.ok(after - before < 5e6, `${after - before} bytes more after them`)
      // Those that stay are told by their names.
      const told = event(sub, 'message')
      await pub.publish('first', 'y')
      assert.deepEqual(await told, ['first', 'y'])
    })

    it('belong to the subscription that has the id now', async () => {
      const [sub, pub] = [clients.create(), clients.create()]
      const heard = []
      sub.on('message', (channel, message) => heard.push([channel, message]))
      sub.on('pmessage', (pattern, channel, message) => heard.push([pattern, message]))
      const expected = []
      for (let i = 0; i < 21; i++) {
        await sub.subscribe(`a${i}`, `b${i}`)
        await sub.psubscribe(`c${i}*`)
        for (const name of [`a${i}`, `b${i}`, `c${i}`]) {
          await pub.publish(name, 'x')
          expected.push([name.startsWith('c') ? `${name}*` : name, 'x'])
        }
        if (i % 2) await sub.unsubscribe(`b${i}`)
        else await sub.unsubscribe()
        await sub.punsubscribe()
        if (i === 19) await sub.call('reset')
      }
      await eventually(() => heard.length === expected.length, 'all messages')
      assert.deepEqual(heard, expected)
    })
  })
}
