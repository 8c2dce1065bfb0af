'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { useCli } = require('../../helpers/cli')
const { useRedis } = require('../../helpers/redis_server')
const { eventually } = require('../../helpers/wait')

/** The processes that a process has started, from Linux' /proc. */
function childrenOf (pid) {
  return fs.readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false
    try {
      // The name in brackets may contain anything; the parent comes second after it.
      const stat = fs.readFileSync(`/proc/${name}/stat`, 'utf8')
      return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] === String(pid)
    } catch {
      return false // it has ended
    }
  })
}

describe('hicast bench', () => {
  const redis = useRedis()
  const start = useCli()
  const url = () => `redis://127.0.0.1:${redis.port}`

  it('measures with the server that is named, and says that there is no ioredis', async function () {
    this.timeout(100000)
    const cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'hicast-bench-'))
    const bench = start(['bench', '--url', url()], { cwd })
    assert.deepEqual(await bench.exit(80000), { code: 0, signal: null })
    fs.rmdirSync(cwd)
    assert.ok(bench.stdout.startsWith(`Through ${url()}; Node ${process.versions.node}\n`), bench.stdout)
    assert.match(bench.stdout, /^hicast .* µs .* µs$/m)
    assert.match(bench.stdout, /No ioredis was found/)
    assert.equal((await redis.clients()).length, 0)
  })

  it('ends on a signal and leaves no process', async () => {
    const bench = start(['bench'])
    let children = []
    await eventually(() => {
      children = childrenOf(bench.child.pid)
      return children.length === 2 // the broker and a client
    }, 'two processes')
    assert.deepEqual(await bench.end('SIGTERM'), { code: 1, signal: null })
    assert.match(bench.stderr, /interrupted/)
    for (const pid of children) assert.ok(!fs.existsSync(`/proc/${pid}`), `process ${pid} is left`)
  })

  it('is interrupted too when Ctrl-C ends a process that cannot ignore it yet', async () => {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'hicast-bench-'))
    const file = path.join(dir, 'interrupted.js')
    fs.writeFileSync(file, "if (process.connected) process.kill(process.pid, 'SIGINT')")
    const bench = start(['bench'], { env: { NODE_OPTIONS: `--require ${file}` } })
    assert.deepEqual(await bench.exit(), { code: 1, signal: null })
    fs.rmSync(dir, { recursive: true })
    assert.match(bench.stderr, /interrupted/)
  })

  it('ends on Ctrl-C, which a terminal sends to all of its processes', async () => {
    const bench = start(['bench'], { isTerminal: true })
    await bench.says('measuring: publish')
    bench.child.stdin.write('\x03')
    assert.equal((await bench.exit()).code, 1)
    assert.match(bench.stdout, /interrupted/)
  })
})
