'use strict'

const assert = require('node:assert/strict')
const { useCli } = require('../../helpers/cli')
const { useRedis, freePort } = require('../../helpers/redis_server')

/** As if these packages were not installed. */
function without (...names) {
  const hooks = `export async function resolve (name, context, next) {
    if (${JSON.stringify(names)}.includes(name)) throw Object.assign(new Error('none'), { code: 'ERR_MODULE_NOT_FOUND' })
    return next(name, context)
  }`
  const data = (text) => `data:text/javascript,${encodeURIComponent(text)}`
  const register = `import { register } from 'node:module'; register(${JSON.stringify(data(hooks))})`
  return { NODE_OPTIONS: `--import ${data(register)}` }
}

describe('hicast on any broker', function () {
  this.timeout(60000)
  const start = useCli()
  const redis = useRedis()
  const url = () => `redis://127.0.0.1:${redis.port}`

  async function run (args, options) {
    const cli = start(args, options)
    cli.child.stdin.end()
    const { code } = await cli.exit(50000)
    return { code, stdout: cli.stdout, stderr: cli.stderr }
  }

  const PEERS = [
    ['nats://127.0.0.1:1', '@nats-io/transport-node', 'npm install @nats-io/transport-node @nats-io/jetstream'],
    ['amqp://127.0.0.1:1', 'amqplib', 'npm install amqplib'],
    ['kafka://127.0.0.1:1', 'kafkajs', 'npm install kafkajs']
  ]
  for (const [broker, name, line] of PEERS) {
    it(`tells what to install for ${broker.split(':')[0]}:`, async () => {
      const pub = await run(['pub', '--url', broker, 'a', 'b'], { env: without(name) })
      assert.equal(pub.code, 1)
      assert.ok(pub.stderr.includes(`${name} is not installed: ${line}\n`), pub.stderr)
      const doctor = await run(['doctor', '--url', broker, '--json'], { env: without(name) })
      assert.equal(doctor.code, 1, doctor.stderr)
      assert.deepEqual(JSON.parse(doctor.stdout).findings,
        [{ level: 'bad', title: 'client', text: `${name} is not installed`, fix: line }])
    })
  }

  it('says that nobody listens, without the password', async () => {
    const port = await freePort()
    for (const scheme of ['nats', 'amqp', 'kafka']) {
      const { code, stderr } = await run(['pub', '--url', `${scheme}://user:secret@127.0.0.1:${port}`, 'a', 'b'])
      assert.equal(code, 1)
      assert.match(stderr, /cannot connect to .*127\.0\.0\.1.*: (nobody listens there|connection refused)/)
      assert.doesNotMatch(stderr, /secret/)
    }
  })

  it('doctor tells what mem: can do', async () => {
    const { code, stdout } = await run(['doctor', '--url', 'mem:'])
    assert.equal(code, 0)
    assert.match(stdout, /^ok +logs +yes; from new, first, last, seq, time, resume$/m)
    assert.match(stdout, /^ok +messages +20 sent to itself/m)
  })

  for (const args of [['pub', 'a', 'b'], ['sub', 'a'], ['bench']]) {
    it(`${args[0]} refuses mem:, where nobody is`, async () => {
      const { code, stderr } = await run([...args, '--url', 'mem:'])
      assert.equal(code, 2)
      assert.match(stderr, /one process/)
    })
  }

  it('reads a log, from where it is told', async () => {
    for (const text of ['one', 'two', '{"three":3}']) {
      assert.deepEqual(await run(['pub', '--durable', '--url', url(), 'cli.log', text]), { code: 0, stdout: '', stderr: '' })
    }
    const all = await run(['sub', '--url', url(), '--from', 'first', '--count', '3', 'cli.log'])
    assert.deepEqual(all, { code: 0, stdout: 'one\ntwo\n{"three":3}\n', stderr: '' })
    const some = await run(['sub', '--url', url(), '--from', '1', '--count', '2', '--json', 'cli.log'])
    assert.equal(some.code, 0, some.stderr)
    const [two, three] = some.stdout.trim().split('\n').map((line) => JSON.parse(line))
    assert.deepEqual([two.channel, two.message, two.seq], ['cli.log', 'two', 1])
    assert.equal(three.message, '{"three":3}')
    assert.ok(Math.abs(Date.parse(three.time) - Date.now()) < 600000, three.time)
  })

  it('is a member of a group', async () => {
    for (const i of [1, 2, 3]) await run(['pub', '--durable', '--url', url(), '--key', 'k', 'cli.jobs', `job ${i}`])
    const first = await run(['sub', '--url', url(), '--group', 'g', '--count', '3', '--json', 'cli.jobs'])
    assert.equal(first.code, 0, first.stderr)
    const jobs = first.stdout.trim().split('\n').map((line) => JSON.parse(line))
    assert.deepEqual(jobs.map(({ message, key, deliveries }) => [message, key, deliveries]),
      [1, 2, 3].map((i) => [`job ${i}`, 'k', 1]))
  })

  it('leaves to the group what it has not printed', async () => {
    for (const i of [1, 2, 3]) await run(['pub', '--durable', '--url', url(), 'cli.rest', `job ${i}`])
    for (const i of [1, 2, 3]) {
      assert.deepEqual(await run(['sub', '--url', url(), '--group', 'g', '--count', '1', 'cli.rest']),
        { code: 0, stdout: `job ${i}\n`, stderr: '' })
    }
  })

  it('says what is wrong with what it was told', async () => {
    const cases = [
      [['sub', 'a', '--from', 'yesterday'], '--from must be'],
      [['sub', 'a', '--from', '7', '--group', 'g'], 'a group begins at'],
      [['sub', 'a', '--shard', '--group', 'g'], '--shard is for Redis alone'],
      [['pub', 'a', 'b', '--shard', '--durable'], '--shard is for Redis alone']
    ]
    for (const [args, text] of cases) {
      const { code, stderr } = await run([...args, '--url', url()])
      assert.equal(code, 2, stderr)
      assert.ok(stderr.includes(text), stderr)
    }
    const odd = await run(['sub', 'a..b', '--from', 'first', '--url', url()])
    assert.equal(odd.code, 1)
    assert.match(odd.stderr, /a part between dots is empty/)
  })
})
