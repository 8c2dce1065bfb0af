'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { loseNothing, publishOnce } = require('../../helpers/loss')
const { useRedis } = require('../../helpers/redis_server')

describe('bus on redis', function () {
  this.timeout(400000)
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hicast-test-'))
  const server = useRedis({ args: ['--dir', folder, '--appendonly', 'yes', '--appendfsync', 'no'] })

  after(() => fs.rmSync(folder, { recursive: true, force: true }))

  it('a log loses nothing while its reader is cut 20 times and the server killed 5 times', async () => {
    const { gaps, connections, inOrder } = await loseNothing({
      url: `redis://127.0.0.1:${server.port}`,
      port: server.port,
      through: (port) => [`redis://127.0.0.1:${port}`],
      kill: () => server.kill(),
      start: () => server.start()
    })
    assert.deepEqual(gaps, [])
    assert.ok(inOrder)
    assert.ok(connections > 20, String(connections))
  })

  it('a log has nothing twice when its publisher is killed and begins again', () =>
    publishOnce(`redis://127.0.0.1:${server.port}`))
})
