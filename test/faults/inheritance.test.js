'use strict'

const assert = require('node:assert/strict')
const { spawn } = require('node:child_process')
const { once } = require('node:events')
const fs = require('node:fs')
const { isHicast, useClients } = require('../helpers/client')
const { useProcesses } = require('../helpers/processes')
const { useRedis } = require('../helpers/redis_server')

/** What the descriptors of a process lead to. */
function descriptors (pid) {
  const folder = `/proc/${pid}/fd`
  return fs.readdirSync(folder).flatMap((fd) => {
    try {
      return [fs.readlinkSync(`${folder}/${fd}`)]
    } catch {
      return [] // the one that this reading needs
    }
  })
}

/** The sockets of this machine that are connected to a port or a path. */
function socketsTo (port) {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  return fs.readFileSync('/proc/net/tcp', 'utf8').split('\n').slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , remote]) => remote?.endsWith(`:${hex}`))
    .map((fields) => `socket:[${fields[9]}]`)
}

if (isHicast && process.platform === 'linux') {
  describe('children of the process', () => {
    const server = useRedis()
    const clients = useClients(server)
    const start = useProcesses()

    async function ofThisProcess () {
      const all = [clients.create(), clients.create()]
      await Promise.all(all.map((client) => client.subscribe('a')))
      const own = new Set(descriptors('self'))
      const sockets = socketsTo(server.port).filter((name) => own.has(name))
      assert.ok(sockets.length >= 2, `${sockets.length} sockets`)
      return sockets
    }

    it('do not have its connections: a program', async () => {
      const sockets = await ofThisProcess()
      const child = spawn('sleep', ['60'])
      await once(child, 'spawn')
      const inherited = descriptors(child.pid).filter((name) => sockets.includes(name))
      child.kill()
      await once(child, 'close')
      assert.deepEqual(inherited, [])
    })

    it('do not have its connections: forks and cluster workers', async () => {
      const sockets = await ofThisProcess()
      const cluster = start(require.resolve('./fixtures/cluster'), { args: [String(server.port)] })
      const { workers, primary } = await cluster.message(({ workers }) => workers, 'the workers')
      assert.equal(workers.length, 2)
      const ofPrimary = new Set(descriptors(primary))
      const connected = socketsTo(server.port).filter((name) => ofPrimary.has(name))
      assert.ok(connected.length >= 1, 'no connection of the primary')
      for (const pid of [primary, ...workers]) {
        assert.deepEqual(descriptors(pid).filter((name) => sockets.includes(name)), [])
      }
      for (const pid of workers) {
        assert.deepEqual(descriptors(pid).filter((name) => connected.includes(name)), [])
      }
      cluster.send('end')
      assert.deepEqual(await cluster.exit(), { code: 0, signal: null })
    })
  })
}
