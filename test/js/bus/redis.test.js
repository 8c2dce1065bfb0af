'use strict'

const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { conformance } = require('hicast/bus/conformance')
const { useRedis } = require('../../helpers/redis_server')

describe('bus', () => {
  // What it is told is still there after a crash; everysec, the default, may put writing off.
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hicast-test-'))
  const server = useRedis({ args: ['--dir', folder, '--appendonly', 'yes', '--appendfsync', 'no'] })

  after(() => fs.rmSync(folder, { recursive: true, force: true }))

  conformance({
    name: 'redis',
    url: () => `redis://127.0.0.1:${server.port}`,
    faults: { kill: () => server.kill(), start: () => server.start() }
  })
})
