'use strict'

const assert = require('node:assert/strict')
const { spawn } = require('node:child_process')
const { once } = require('node:events')
const path = require('node:path')
const { useRedis } = require('../../helpers/redis_server')
const { eventually, within } = require('../../helpers/wait')

const PROGRAM = path.join(__dirname, '..', '..', '..', 'bin', 'hicast.js')

describe('hicast sub in a pipe', () => {
  const redis = useRedis()
  let shell

  afterEach(() => {
    try {
      process.kill(-shell.pid, 'SIGKILL')
    } catch {} // it has ended
  })

  it('ends without an error when its reader has', async function () {
    this.timeout(60000)
    shell = spawn('sh', ['-c', '("$0" "$1" sub news --url "$2"; echo "ended: $?" >&2) | head -n 2',
      process.execPath, PROGRAM, `redis://127.0.0.1:${redis.port}`], { detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let stderr = ''
    shell.stdout.on('data', (text) => { stdout += text })
    shell.stderr.on('data', (text) => { stderr += text })
    const closed = once(shell, 'close')
    await eventually(async () => (await redis.subscribers('news'))[0] === 1, 'a subscriber', { timeout: 20000 })
    // The end of a reader is seen by what is written next.
    let count = 0
    await eventually(async () => {
      await redis.call('publish', 'news', `message ${++count}`)
      return stderr.includes('ended')
    }, 'its end', { timeout: 20000 })
    await within(closed, 'the pipe to end', 20000)
    assert.equal(stdout, 'message 1\nmessage 2\n')
    assert.equal(stderr, 'ended: 0\n')
  })
})
