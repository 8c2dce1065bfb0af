'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { createBroker } = require('../../../lib/broker')
const { oneLine } = require('../../../lib/cli/terminal')
const { version } = require('../../../package.json')
const { useCli, PROGRAM } = require('../../helpers/cli')
const { useRedis } = require('../../helpers/redis_server')
const { eventually } = require('../../helpers/wait')

const COMMANDS = ['broker', 'pub', 'sub', 'bench', 'doctor', 'demo', 'build']
const NOBODY = 'redis://127.0.0.1:1'

describe('hicast', () => {
  const start = useCli()

  /** Runs it to its end. */
  async function run (args, options) {
    const cli = start(args, options)
    cli.child.stdin.end()
    const { code } = await cli.exit()
    return { code, stdout: cli.stdout, stderr: cli.stderr }
  }

  describe('help', () => {
    it('names all commands', async () => {
      for (const args of [['--help'], ['-h'], ['help']]) {
        const { code, stdout, stderr } = await run(args)
        for (const name of COMMANDS) assert.match(stdout, new RegExp(`^ {2}${name} `, 'm'))
        assert.deepEqual({ code, stderr }, { code: 0, stderr: '' })
      }
    })

    for (const name of COMMANDS) {
      it(`tells how to use ${name}`, async () => {
        const { code, stdout } = await run([name, '--help'])
        assert.match(stdout, new RegExp(`^ {2}hicast ${name}`, 'm'))
        assert.match(stdout, /-h, --help/)
        assert.equal(code, 0)
        assert.deepEqual(await run(['help', name]), { code: 0, stdout, stderr: '' })
        const file = fs.readFileSync(path.join(__dirname, '..', '..', '..', 'docs', 'cli.md'), 'utf8')
        for (const [option] of stdout.matchAll(/--[a-z]+/g)) assert.ok(file.includes(option), `docs/cli.md: ${option}`)
      })
    }

    it('tells the version', async () => {
      assert.deepEqual(await run(['--version']), { code: 0, stdout: `${version}\n`, stderr: '' })
    })

    it('is a program of the package', () => {
      const { bin } = require('../../../package.json')
      assert.equal(path.join(__dirname, '..', '..', '..', bin.hicast), PROGRAM)
      assert.ok(fs.statSync(PROGRAM).mode & 0o100)
    })
  })

  describe('called in a wrong way', () => {
    const wrong = [
      [[], 'a command is missing'],
      [['nope'], 'there is no command "nope"'],
      [['constructor'], 'there is no command'],
      [['--nope'], 'unknown option "--nope"'],
      [['sub'], 'CHANNEL is missing'],
      [['pub'], 'CHANNEL and MESSAGE are missing'],
      [['pub', 'a'], 'MESSAGE is missing'],
      [['sub', 'a', '--url', 'http://x'], 'begins with redis://'],
      [['pub', 'a', 'b', 'c'], 'unexpected argument "c"'],
      [['sub', 'a', '--nope'], "Unknown option '--nope'"],
      [['sub', 'a', '--count', '0'], '--count must be'],
      [['sub', 'a', '--pattern', '--shard'], 'exclude each other'],
      [['broker', '--port', 'x'], '--port must be'],
      [['broker', '--auth', ''], '"password" must be']
    ]
    for (const [args, text] of wrong) {
      it(`exits with 2: ${args.join(' ')}`, async () => {
        const { code, stdout, stderr } = await run(args)
        assert.ok(stderr.includes(text), stderr)
        assert.match(stderr, /--help" tells/)
        assert.deepEqual({ code, stdout }, { code: 2, stdout: '' })
      })
    }
  })

  describe('without a server', () => {
    for (const args of [['pub', 'a', 'b'], ['sub', 'a'], ['bench']]) {
      it(`exits with 1: ${args[0]}`, async () => {
        const { code, stdout, stderr } = await run([...args, '--url', NOBODY])
        assert.match(stderr, /cannot connect to redis:\/\/127\.0\.0\.1:1: nobody listens there/)
        assert.deepEqual({ code, stdout }, { code: 1, stdout: '' })
      })
    }

    it('tells no password', async () => {
      const { stderr } = await run(['pub', 'a', 'b', '--url', 'redis://me:se@cret@127.0.0.1:1'])
      assert.doesNotMatch(stderr, /cret/)
    })
  })

  describe('pub and sub', () => {
    let broker
    before(async () => { broker = await createBroker() })
    after(() => broker.close())

    /** A subscriber that is ready. */
    async function subscriber (args, options) {
      const before = broker.stats()
      const cli = start(['sub', '--url', broker.url, ...args], options)
      await eventually(() => broker.stats().subscribers > before.subscribers, 'a subscriber')
      return cli
    }

    it('pass a message on', async () => {
      const sub = await subscriber(['a', 'b', '-n', '2'])
      assert.deepEqual(await run(['pub', 'a', 'hello', '--url', broker.url]), { code: 0, stdout: '', stderr: '' })
      await run(['pub', 'b', '-', '--url', broker.url]) // no line: no message
      await run(['pub', '--url', broker.url, '--', 'b', '--äöü'])
      assert.deepEqual(await sub.exit(), { code: 0, signal: null })
      assert.equal(sub.stdout, 'hello\n--äöü\n')
      assert.equal(sub.stderr, '')
    })

    it('take the server from REDIS_URL', async () => {
      const sub = await subscriber(['a', '-n', '1'])
      const { code } = await run(['pub', 'a', 'x'], { env: { REDIS_URL: broker.url } })
      assert.equal(code, 0)
      await sub.exit()
      assert.equal(sub.stdout, 'x\n')
    })

    it('pass on all lines of a pipe, in order', async () => {
      const count = 20000
      const lines = Array.from({ length: count }, (_, i) => `line ${i}\n`).join('')
      const sub = await subscriber(['lines', '-n', String(count)])
      const pub = start(['pub', 'lines', '-', '--url', broker.url])
      pub.child.stdin.end(lines)
      assert.deepEqual(await pub.exit(), { code: 0, signal: null })
      await sub.exit()
      assert.equal(sub.stdout, lines)
    })

    it('print a line for each message, whatever is in it', async () => {
      const sub = await subscriber(['a', '-c', '-n', '1'])
      await run(['pub', 'a', 'one\ntwo\r', '--url', broker.url])
      await sub.exit()
      assert.equal(sub.stdout, 'a\tone\\ntwo\\r\n')
    })

    it('print JSON, with what a pattern caught', async () => {
      const sub = await subscriber(['room:*', '--pattern', '--json', '-n', '1'])
      await run(['pub', 'room:1', 'a\n"b"', '--url', broker.url])
      await sub.exit()
      assert.deepEqual(JSON.parse(sub.stdout), { pattern: 'room:*', channel: 'room:1', message: 'a\n"b"' })
    })

    it('print what is no text in base64', async () => {
      const Redis = require('hicast')
      const sub = await subscriber(['bytes', '--json', '-n', '1'])
      const redis = new Redis(broker.url)
      await redis.publish('bytes', Buffer.from([0xff, 0, 1]))
      redis.disconnect()
      await sub.exit()
      assert.deepEqual(JSON.parse(sub.stdout), { channel: 'bytes', base64: '/wAB' })
    })

    it('know shard channels', async () => {
      const sub = await subscriber(['--shard', 's', '-n', '1'])
      await run(['pub', '--shard', 's', 'x', '--url', broker.url])
      await sub.exit()
      assert.equal(sub.stdout, 'x\n')
    })

    for (const signal of ['SIGINT', 'SIGTERM']) {
      it(`end well by ${signal}`, async () => {
        const sub = await subscriber(['a'])
        assert.deepEqual(await sub.end(signal), { code: 0, signal: null })
        assert.equal(sub.stdout + sub.stderr, '')
      })
    }

    it('are quiet when the reader of the pipe is gone', async () => {
      const sub = await subscriber(['a'])
      sub.child.stdout.destroy()
      await run(['pub', 'a', 'x', '--url', broker.url])
      assert.deepEqual(await sub.exit(), { code: 0, signal: null })
      assert.equal(sub.stderr, '')
    })

    it('connect again, and say so', async () => {
      const sub = await subscriber(['again', '-n', '1'])
      broker.killClients({ type: 'pubsub' })
      await eventually(() => sub.stderr.includes('subscribed again'), 'the subscriber to be back')
      assert.match(sub.stderr, /lost, trying again/)
      await run(['pub', 'again', 'x', '--url', broker.url])
      await sub.exit()
      assert.equal(sub.stdout, 'x\n')
    })

    it('make control characters harmless on a terminal', () => {
      assert.equal(oneLine('a\x1b[31m\u009b\x07\tb\n', true), 'a\\x1b[31m\\x9b\\x07\tb\\n')
      assert.equal(oneLine('a\x1b\nb', false), 'a\x1b\\nb')
    })
  })

  describe('on a terminal', () => {
    let broker
    before(async () => { broker = await createBroker() })
    after(() => broker.close())

    async function onTerminal (args, env) {
      const cli = start(args, { isTerminal: true, env })
      await cli.exit()
      return cli.stdout
    }

    it('pub tells how many received', async () => {
      assert.equal(await onTerminal(['pub', 'a', 'x', '--url', broker.url]), '0 receivers\r\n')
    })

    it('doctor has colours, unless NO_COLOR is set', async () => {
      const args = ['doctor', '--url', broker.url]
      // eslint-disable-next-line no-control-regex
      assert.match(await onTerminal(args), /\x1b\[32mok/)
      // eslint-disable-next-line no-control-regex
      assert.doesNotMatch(await onTerminal(args, { NO_COLOR: '1' }), /\x1b/)
    })

    it('sub shows messages, and the rate below', async () => {
      const sub = start(['sub', 'live', '--url', broker.url], { isTerminal: true })
      await sub.says('0 messages/s, 0 in all')
      await run(['pub', 'live', 'hello\x1b[2J', '--url', broker.url])
      await sub.says('hello\\x1b[2J\r\n')
      await sub.says(', 1 in all; Ctrl-C ends')
      sub.child.stdin.write('\x03')
      assert.equal((await sub.exit()).code, 0)
    })

    it('broker shows what goes through', async () => {
      const cli = start(['broker', '--port', '0'], { isTerminal: true })
      await cli.says('0 clients, 0 of them subscribed; 0 published/s, 0 delivered/s')
      cli.child.stdin.write('\x03')
      assert.equal((await cli.exit()).code, 0)
    })
  })

  describe('broker', () => {
    it('serves until it is told to end', async () => {
      const broker = start(['broker', '--port', '0', '--auth', 'secret'])
      await broker.says('\n')
      assert.match(broker.stdout, /^redis:\/\/127\.0\.0\.1:\d+\n$/)
      const url = broker.stdout.trim()
      const refused = await run(['pub', 'a', 'x', '--url', url])
      assert.equal(refused.code, 1)
      assert.match(refused.stderr, /it wants a password/)
      assert.equal((await run(['pub', 'a', 'x', '--url', url.replace('//', '//:secret@')])).code, 0)
      assert.deepEqual(await broker.end('SIGINT'), { code: 0, signal: null })
      assert.equal(broker.stderr, '')
    })

    it('serves at a unix socket', async () => {
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hicast-cli-'))
      const file = path.join(folder, 'socket')
      try {
        const broker = start(['broker', '--path', file])
        await broker.says(file)
        assert.equal((await run(['pub', 'a', 'x', '--url', file])).code, 0)
        assert.equal((await run(['pub', 'a', 'x', '--url', broker.stdout.trim()])).code, 0)
        assert.deepEqual(await broker.end('SIGTERM'), { code: 0, signal: null })
      } finally {
        fs.rmSync(folder, { recursive: true })
      }
    })

    it('exits with 1 where somebody listens, and where a password is due', async () => {
      const other = await createBroker()
      const taken = await run(['broker', '--port', String(other.port)])
      await other.close()
      assert.equal(taken.code, 1)
      assert.match(taken.stderr, /EADDRINUSE[^]*--port 0/)
      const open = await run(['broker', '--port', '0', '--host', '0.0.0.0'])
      assert.equal(open.code, 1)
      assert.match(open.stderr, /--auth PASSWORD/)
    })
  })

  describe('doctor', () => {
    const redis = useRedis({ users: ['alice on >pw ~* &chat:* +@all', 'bob on >pw ~* &* +@all -publish'] })
    const url = (user = '') => `redis://${user}127.0.0.1:${redis.port}`

    async function examine (...args) {
      const { code, stdout } = await run(['doctor', '--json', ...args])
      const { ok, findings } = JSON.parse(stdout)
      const levels = Object.fromEntries(findings.map(({ title, level }) => [title, level]))
      return { code, ok, findings, levels }
    }

    it('finds a server in order', async () => {
      const { code, ok, levels, findings } = await examine('--url', url())
      assert.deepEqual({ code, ok }, { code: 0, ok: true })
      assert.deepEqual({ ...levels, latency: 'ok' }, Object.fromEntries(['connection', 'version', 'protocol', 'mode',
        'latency', 'rights', 'trial', 'output buffer', 'clients', 'keepalive'].map((title) => [title, 'ok'])))
      assert.match(findings.find(({ title }) => title === 'latency').text, /^p50 [\d.]+ ms, p99 [\d.]+ ms of 100 pings/)
      const { stdout } = await run(['doctor', '--url', url()])
      assert.match(stdout, /^Pub\/sub works here/m)
    })

    it('finds limits that hurt', async () => {
      await redis.call('config', 'set', 'client-output-buffer-limit', 'pubsub 0 0 0')
      await redis.call('config', 'set', 'tcp-keepalive', '0')
      const { code, levels } = await examine('--url', url())
      assert.deepEqual([code, levels['output buffer'], levels.keepalive], [0, 'warn', 'warn'])
      await redis.call('config', 'set', 'client-output-buffer-limit', 'pubsub 1000 1000 1')
      assert.match((await run(['doctor', '--url', url()])).stdout, /a short burst is enough/)
    })

    it('finds rights that are missing', async () => {
      const alice = await examine('--url', url('alice:pw@'))
      assert.deepEqual([alice.code, alice.levels.rights, alice.levels.trial], [1, 'bad', 'bad'])
      assert.equal((await examine('--url', url('alice:pw@'), '--channel', 'chat:1')).code, 0)
      const bob = await examine('--url', url('bob:pw@'))
      assert.match(bob.findings.find(({ title }) => title === 'rights').text, /may not: publish \(/)
      assert.equal(bob.code, 1)
    })

    it('finds what keeps it from connecting', async () => {
      const wrong = await examine('--url', url('alice:wrong@'))
      assert.deepEqual([wrong.code, wrong.levels], [1, { connection: 'bad' }])
      assert.match(wrong.findings[0].text, /does not take that user name and password/)
      assert.equal((await examine('--url', NOBODY)).code, 1)
      const tls = await examine('--url', url().replace('redis:', 'rediss:'))
      assert.deepEqual([tls.code, tls.levels], [1, { connection: 'bad' }])
    })

    it('is content with the embedded broker', async () => {
      const broker = await createBroker()
      const { code, levels } = await examine('--url', broker.url)
      await broker.close()
      assert.deepEqual([code, levels.trial, levels.rights], [0, 'ok', 'note'])
    })
  })

  describe('bench', () => {
    it('measures this client and ioredis, in less than 40 s', async function () {
      this.timeout(100000)
      const begin = performance.now()
      const bench = start(['bench'], { cwd: path.join(__dirname, '..', '..', '..') })
      assert.deepEqual(await bench.exit(80000), { code: 0, signal: null })
      assert.equal(bench.stderr, '')
      for (const name of [`hicast ${version}`, 'ioredis 6']) {
        assert.match(bench.stdout, new RegExp(`^${name}\\S* +[\\d,]+ /s +[\\d.]+ µs +[\\d,]+ /s +[\\d.]+ µs$`, 'm'))
      }
      assert.match(bench.stdout, /times less CPU to publish, and [\d.]+ times less CPU to receive/)
      assert.ok(performance.now() - begin < 40000)
    })
  })
})
