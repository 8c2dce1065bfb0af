'use strict'

const assert = require('node:assert/strict')
const { createBroker } = require('../../../lib/broker')
const { generated, generatedTogether, broken, Random } = require('../../helpers/broker_scripts')
const { playAlone, playTogether, comparable } = require('../../helpers/broker_play')
const { encodeCommand, Parser } = require('../../helpers/resp')
const { RedisServer, useRedis } = require('../../helpers/redis_server')
const differences = require('./broker_differences.json')

/**
 * The same bytes to redis-server 7.0.15 and to the broker get the same bytes
 * back, but for what broker_differences.json lists, and for ports and sizes
 * in CLIENT LIST.
 */

async function nextId (port) {
  const [reply] = await playAlone(port, { name: 'CLIENT ID', steps: [[0, 'CLIENT ID\r\n']] })
  return Number(reply.slice(1))
}

/** Brings the numbers of both servers' clients together: they are compared too. */
async function align (server, broker) {
  let [a, b] = [await nextId(server.port), await nextId(broker.port)]
  while (a < b) a = await nextId(server.port)
  while (b < a) b = await nextId(broker.port)
}

async function compare (server, broker, script, play, random) {
  const expected = await play(server.port, script)
  const actual = await play(broker.port, script, random)
  assert.deepEqual(
    actual.map((text) => comparable(text, script.isUnordered)),
    expected.map((text) => comparable(text, script.isUnordered)))
}

/** All scripts, each difference with what was sent. */
async function compareAll (server, broker, scripts, play, random) {
  await align(server, broker)
  for (const script of scripts) {
    try {
      await compare(server, broker, script, play, random)
    } catch (error) {
      const sent = script.steps.map(([index, bytes]) => `${index}: ${JSON.stringify(String(bytes).slice(0, 400))}`)
      error.message = `${script.name}\n${sent.join('\n')}\n${error.message}`
      throw error
    }
  }
}

describe('broker beside redis-server', function () {
  this.timeout(60000)
  const server = useRedis()
  let broker

  before(async () => { broker = await createBroker() })
  after(() => broker.close())

  it('is compared with the version that it says it is', async () => {
    const info = String(await server.call('info', 'server'))
    assert.match(info, /^redis_version:7\.0\.15\r$/m)
  })

  it('answers breaches of the protocol with the same bytes', () =>
    compareAll(server, broker, broken(), playAlone))

  it('answers 400 generated scripts with the same bytes', () =>
    compareAll(server, broker, generated(400, 1), playAlone))

  it('answers 200 scripts that come in pieces with the same bytes', () =>
    compareAll(server, broker, generated(200, 20000, 0), playAlone, new Random(3)))

  it('answers 200 scripts of three connections with the same bytes', () =>
    compareAll(server, broker, generatedTogether(200, 40000), playTogether))

  for (const { name, script, redis, broker: own } of differences) {
    it(`differs as it is listed: ${name}`, async () => {
      const play = { name, steps: [[0, script]] }
      const [theirs] = await playAlone(server.port, play)
      const [ours] = await playAlone(broker.port, play)
      assert.match(theirs, new RegExp(redis, 's'))
      assert.match(ours, new RegExp(own, 's'))
      assert.notEqual(theirs, ours)
    })
  }

  it('matches 3000 random patterns as Redis does', async () => {
    const random = new Random(11)
    const letters = ['a', 'b', 'c', '.', '[', ']', '^', '-', '\\', '*', '?', '\x80', 'é']
    const names = new Set(['', 'a', '*'])
    while (names.size < 300) names.add(random.text(letters, 5))
    const patterns = Array.from({ length: 3000 }, () =>
      random.text([...letters, '*', '*', '?', '[', ']', '[a-c]', '[^a]', '[c-a]', '\\*'], 6))
    const script = {
      name: 'patterns',
      steps: [
        [0, 'HELLO 3\r\n'], [0, encodeCommand(['SUBSCRIBE', ...names])],
        ...patterns.map((pattern) => [0, encodeCommand(['PUBSUB', 'CHANNELS', pattern])])
      ]
    }
    const answers = async (port) => {
      const [text] = await playAlone(port, script)
      const arrays = new Parser().feed(Buffer.from(text, 'latin1')).slice(-patterns.length)
      return arrays.map((array) => array.map((name) => name.toString('latin1')).sort())
    }
    const [expected, actual] = [await answers(server.port), await answers(broker.port)]
    assert.equal(expected.length, patterns.length)
    assert.ok(expected.filter((list) => list.length > 0).length > 500)
    for (const [i, pattern] of patterns.entries()) {
      assert.deepEqual(actual[i], expected[i], JSON.stringify(pattern))
    }
  })
})

describe('broker beside redis-server, with a password', function () {
  this.timeout(60000)
  const one = (name, ...steps) => ({ name, steps: steps.map((bytes) => [0, bytes]) })
  const scripts = [
    one('a stranger', 'PING\r\nfoo\r\nHELLO\r\nHELLO 3\r\nSUBSCRIBE a\r\nPUBLISH a\r\nCLIENT foo\r\nRESET\r\nQUIT\r\n'),
    one('AUTH', 'AUTH wrong\r\nAUTH default wrong\r\nPING\r\nAUTH secret\r\nPING\r\nRESET\r\nPING\r\nAUTH default secret\r\nPING\r\n'),
    one('AUTH of an unknown user', 'AUTH nobody secret\r\nAUTH nobody wrong\r\nAUTH default\r\nAUTH ""\r\nAUTH secre\r\nAUTH secrett\r\n'),
    one('AUTH of alice', 'AUTH alice pass\r\nPING\r\nCLIENT INFO\r\nRESET\r\nPING\r\nHELLO 3 AUTH alice pass SETNAME me\r\nCLIENT GETNAME\r\n'),
    one('HELLO with AUTH', 'HELLO 3 AUTH default wrong\r\nHELLO 3 AUTH default secret SETNAME x\r\nCLIENT GETNAME\r\n'),
    one('too many arguments of a stranger', '*11\r\n$4\r\nping\r\n'),
    one('as many as may be', `*10\r\n$4\r\nping\r\n${'$1\r\nx\r\n'.repeat(9)}`),
    one('too long an argument of a stranger', '*2\r\n$4\r\nping\r\n$16385\r\n'),
    one('a long line of a stranger', `PING ${'x'.repeat(15000)}\r\n`)
  ]

  async function compareWith (serverOptions, auth) {
    const server = await RedisServer.start(serverOptions)
    const broker = await createBroker({ auth })
    try {
      for (const script of scripts) {
        // Clients are counted, but not those that ask for it: they may not.
        const [expected] = await playAlone(server.port, script)
        const [actual] = await playAlone(broker.port, script)
        const plain = (text) => comparable(text).replace(/(\$2\r\nid\r\n:)\d+/g, '$1').replace(/id=\d+/g, 'id=')
        assert.equal(plain(actual), plain(expected), script.name)
      }
    } finally {
      await broker.close()
      await server.stop()
    }
  }

  it('answers as requirepass does', () => compareWith({ password: 'secret' }, 'secret'))

  it('answers as one ACL user does', () => compareWith(
    // The default user, whose password nobody says, is the tests' own.
    { password: 'only for the tests', users: ['alice on >pass ~* &* +@all'] },
    { username: 'alice', password: 'pass' }))
})
