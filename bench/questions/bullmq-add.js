'use strict'

const { commandQuestion } = require('../harness/command')
const { JOBS, jobs } = require('../harness/jobs')

module.exports = commandQuestion({
  name: 'bullmq-add',
  title: `BullMQ: addBulk of ${JOBS} jobs, one call at a time`,
  unit: 'µs/job',
  clients: ['hicast', 'ioredis']
}, { inFlight: 1, count: 40, warmUp: 20, each: JOBS, maxMs: 2000 }, async (adapter, connection) => {
  const { Queue } = require('bullmq')
  const queue = new Queue('bench', { connection })
  await queue.waitUntilReady()
  return async () => {
    await queue.addBulk(jobs())
    // Of what is kept, the cost would grow.
    await connection.flushdb()
  }
})
