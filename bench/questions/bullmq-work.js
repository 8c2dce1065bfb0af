'use strict'

const { Meter } = require('../harness/meter')
const { Side } = require('../harness/side')
const { JOBS, jobs } = require('../harness/jobs')

const PARAMS = { bulks: 6, warmUp: 2, concurrency: 50 }

module.exports = {
  name: 'bullmq-work',
  title: `BullMQ: a worker that has ${PARAMS.concurrency} jobs at once, and nothing to do for them`,
  unit: 'µs/job',
  clients: ['hicast', 'ioredis'],
  params: PARAMS,

  async run ({ server, client, factor }) {
    const side = Side.start('bullmq-work', client,
      { port: server.port, ...PARAMS, bulks: Math.ceil(PARAMS.bulks * factor) })
    try {
      return await side.next()
    } finally {
      await side.stop()
    }
  },

  async side (adapter, { port, bulks, warmUp, concurrency }, { tell }) {
    const { Queue, Worker } = require('bullmq')
    const connection = await adapter.connect(port, { maxRetriesPerRequest: null })
    await connection.flushdb()
    const queue = new Queue('bench', { connection })
    // A worker of its own each time: one that waits asks the server for more.
    const handle = async (count) => {
      for (let i = 0; i < count; i++) await queue.addBulk(jobs())
      let left = count * JOBS
      const worker = new Worker('bench', async () => {}, { connection, concurrency, autorun: false })
      await worker.waitUntilReady()
      const finished = new Promise((resolve, reject) => {
        worker.on('completed', () => { if (--left === 0) resolve() })
        worker.on('error', reject)
      })
      const meter = new Meter()
      worker.run().catch((error) => worker.emit('error', error))
      await finished
      const figures = meter.read(count * JOBS)
      await worker.close()
      return figures
    }
    await handle(warmUp)
    tell(await handle(bulks))
  }
}
