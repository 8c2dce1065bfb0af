'use strict'

const assert = require('node:assert/strict')
const { once } = require('node:events')
const { createServer } = require('node:http')
const { createAdapter, createShardedAdapter } = require('@socket.io/redis-adapter')
const { Queue, QueueEvents, Worker } = require('bullmq')
const { Server } = require('socket.io')
const { io: connectSocket } = require('socket.io-client')
const { Redis, useClients } = require('../../helpers/client')
const { useCluster } = require('../../helpers/cluster_servers')
const { event, eventually, within } = require('../../helpers/wait')

describe('libraries on a cluster of six nodes', function () {
  this.timeout(60000)
  const servers = useCluster()
  const clients = useClients()

  function connect (options) {
    return clients.add(new Redis.Cluster(servers.nodes, options))
  }

  describe('Socket.IO', () => {
    const ADAPTERS = {
      classic: () => createAdapter(connect(), connect()),
      sharded: () => createShardedAdapter(connect(), connect({ shardedSubscribers: true }))
    }

    for (const [kind, adapter] of Object.entries(ADAPTERS)) {
      it(`broadcasts from one server to the sockets of another (${kind})`, async () => {
        const stations = await Promise.all([0, 1].map(async () => {
          const http = createServer()
          const server = new Server(http, { adapter: adapter() })
          server.on('connection', (socket) => socket.on('join', (room, done) => {
            socket.join(room)
            done()
          }))
          http.listen(0, '127.0.0.1')
          await once(http, 'listening')
          return { server, url: `http://127.0.0.1:${http.address().port}` }
        }))
        const sockets = stations.map(({ url }) => connectSocket(url, { transports: ['websocket'], reconnection: false }))
        try {
          await Promise.all(sockets.map((socket) => event(socket, 'connect')))
          await sockets[1].emitWithAck('join', 'room')
          const heard = []
          sockets.forEach((socket, i) => socket.on('news', (text) => heard.push([i, text])))
          await eventually(async () => (await stations[0].server.fetchSockets()).length === 2, 'the servers to know each other', { timeout: 60000 })
          stations[0].server.emit('news', 'all')
          stations[0].server.to('room').emit('news', 'room')
          await eventually(() => heard.length === 3, 'three messages')
          assert.deepEqual(heard.sort(), [[0, 'all'], [1, 'all'], [1, 'room']])
          stations[1].server.on('question', (text, answer) => answer(`${text}!`))
          assert.deepEqual(await stations[0].server.serverSideEmitWithAck('question', 'well'), ['well!'])
        } finally {
          for (const socket of sockets) socket.disconnect()
          await Promise.all(stations.map(({ server }) => server.close()))
        }
      })
    }
  })

  it('BullMQ runs its jobs, with delays, retries and events', async () => {
    const options = (more) => ({ connection: connect({ redisOptions: { maxRetriesPerRequest: null }, ...more }), prefix: '{bull}' })
    const queue = new Queue('jobs', options())
    // From the first event on: those of before its first XREAD are lost, with ioredis, too.
    const events = new QueueEvents('jobs', { ...options(), lastEventId: '0' })
    const seen = []
    const worker = new Worker('jobs', async ({ data, attemptsMade }) => {
      if (data.fails && attemptsMade === 0) throw new Error('once')
      seen.push(data.number)
      return data.number * 2
    }, options())
    try {
      await Promise.all([queue.waitUntilReady(), events.waitUntilReady(), worker.waitUntilReady()])
      const jobs = await queue.addBulk(Array.from({ length: 20 }, (_, number) => ({
        name: 'double', data: { number, fails: number === 3 }, opts: { attempts: 2, delay: number === 5 ? 300 : 0 }
      })))
      const results = await Promise.all(jobs.map((job) => within(job.waitUntilFinished(events), 'a job to finish', 30000)))
      assert.deepEqual(results, Array.from({ length: 20 }, (_, number) => number * 2))
      assert.deepEqual(seen.sort((a, b) => a - b), Array.from({ length: 20 }, (_, number) => number))
      assert.equal(await queue.getCompletedCount(), 20)
    } finally {
      await Promise.all([worker.close(), events.close(), queue.close()])
    }
  })
})
