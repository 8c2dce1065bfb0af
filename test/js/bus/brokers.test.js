'use strict'

const assert = require('node:assert/strict')
const { testBusExamples } = require('../../helpers/bus_examples')
const { useCli } = require('../../helpers/cli')
const { useBroker } = require('../../helpers/message_brokers')
const { useProcesses } = require('../../helpers/processes')

const LIMIT = 100000 // ms

/** The programs of examples/ and the command line, on each broker by its URL alone. */
for (const name of ['nats', 'rabbitmq', 'kafka']) {
  describe(`programs on ${name}`, function () {
    this.timeout(LIMIT)
    const broker = useBroker(name)
    const start = useProcesses()
    const startCli = useCli()
    testBusExamples({ start, url: () => broker.url })

    async function run (args) {
      const cli = startCli([...args, '--url', broker.url])
      cli.child.stdin.end()
      const { code } = await cli.exit(LIMIT)
      return { code, stdout: cli.stdout, stderr: cli.stderr }
    }

    it('hicast pub and sub pass lines on', async () => {
      const sub = startCli(['sub', 'cli.>', '--channel', '--count', '2', '--url', broker.url])
      // It says nothing when it is subscribed: published again and again until it has both.
      const isOver = sub.exit(LIMIT)
      while (sub.child.exitCode === null) assert.deepEqual(await run(['pub', 'cli.a', 'x y']), { code: 0, stdout: '', stderr: '' })
      assert.deepEqual(await isOver, { code: 0, signal: null })
      assert.deepEqual([sub.stdout, sub.stderr], ['cli.a\tx y\ncli.a\tx y\n', ''])
    })

    it('hicast pub --durable and sub --from pass on what came before', async () => {
      for (const text of ['1', '2']) assert.equal((await run(['pub', '--durable', 'cli-log', text])).code, 0)
      assert.deepEqual(await run(['sub', 'cli-log', '--from', 'first', '--count', '2']), { code: 0, stdout: '1\n2\n', stderr: '' })
    })

    it('hicast doctor finds it in order', async () => {
      const { code, stdout } = await run(['doctor', '--json'])
      const { ok, url, findings } = JSON.parse(stdout)
      assert.deepEqual([code, ok, url], [0, true, broker.url], stdout)
      const titles = findings.map(({ title, level }) => `${title} ${level}`)
      assert.deepEqual(titles, ['connection', 'broker', 'logs', 'groups', 'receipts', 'order', 'subscribe', 'messages']
        .map((title) => `${title} ok`))
    })

    it('hicast bench measures the bus', async () => {
      const { code, stdout, stderr } = await run(['bench'])
      assert.equal(code, 0, stderr)
      assert.match(stdout, /^hicast\/bus .* µs .* µs$/m)
    })
  })
}
