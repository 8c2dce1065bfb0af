'use strict'

const assert = require('node:assert/strict')
const { once } = require('node:events')
const net = require('node:net')
const { hasColours } = require('../../../lib/cli/terminal')
const { useCli } = require('../../helpers/cli')
const { useRedis } = require('../../helpers/redis_server')

/** What the command line says when something is not as it should be. */
describe('hicast, with hints', () => {
  const start = useCli()
  const redis = useRedis({ users: ['deaf on >pw ~* resetchannels +@all'] })
  const servers = []

  afterEach(() => servers.splice(0).forEach((server) => server.close()))

  async function run (args) {
    const cli = start(args)
    cli.child.stdin.end()
    const { code } = await cli.exit()
    return { code, stdout: cli.stdout, stderr: cli.stderr }
  }

  /** A server that does so with each connection. @returns its port */
  async function listen (onConnection) {
    const server = net.createServer(onConnection).listen(0, '127.0.0.1')
    servers.push(server)
    await once(server, 'listening')
    return server.address().port
  }

  it('sub says once that it is refused', async () => {
    const { code, stderr } = await run(['sub', 'news', '--url', `redis://deaf:pw@127.0.0.1:${redis.port}`])
    assert.match(stderr, /^hicast: cannot subscribe to news: that user has no right to do this.*\n.*hicast doctor.*\n$/)
    assert.equal(code, 1)
  })

  it('a connection that is reset may want TLS', async () => {
    const port = await listen((socket) => socket.on('error', () => {}).once('data', () => socket.resetAndDestroy()))
    const { stderr } = await run(['pub', 'a', 'b', '--url', `redis://127.0.0.1:${port}`])
    assert.match(stderr, /it closes the connection[\s\S]*rediss:\/\//)
  })

  it('a server that does not answer a TLS handshake may speak none', async () => {
    const sockets = []
    const port = await listen((socket) => sockets.push(socket.on('error', () => {})))
    const { stderr } = await run(['pub', 'a', 'b', '--url', `rediss://127.0.0.1:${port}`])
    sockets.forEach((socket) => socket.destroy())
    assert.match(stderr, /nobody answers[\s\S]*speak TLS there\?/)
  })

  it('the demo takes the port that is asked for, or says that it is in use', async () => {
    const port = await listen(() => {})
    const { code, stderr } = await run(['demo', '--once', '--port', String(port)])
    assert.match(stderr, new RegExp(`^hicast: port ${port} is in use\n`))
    assert.equal(code, 1)
  })

  it('colours follow NO_COLOR, FORCE_COLOR, and the terminal', () => {
    const before = { ...process.env }
    const cases = [
      [{}, false, false], [{}, true, true], [{ FORCE_COLOR: '1' }, false, true], [{ FORCE_COLOR: '0' }, true, false],
      [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false]
    ]
    try {
      for (const [env, isTTY, expected] of cases) {
        Object.assign(process.env, { NO_COLOR: '', FORCE_COLOR: '', TERM: 'xterm', ...env })
        assert.equal(hasColours({ isTTY }), expected, JSON.stringify(env))
      }
    } finally {
      for (const name of ['NO_COLOR', 'FORCE_COLOR', 'TERM']) {
        if (before[name] === undefined) delete process.env[name]
        else process.env[name] = before[name]
      }
    }
  })
})
