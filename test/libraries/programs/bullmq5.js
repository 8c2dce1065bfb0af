'use strict'

const assert = require('node:assert/strict')
const { FlowProducer, Queue, QueueEvents, Worker } = require('bullmq5')

const connection = { host: process.env.REDIS_HOST, port: Number(process.env.REDIS_PORT) }

async function main () {
  const queue = new Queue('mail', { connection })
  // From the first event on: those of before its first XREAD are lost else.
  const events = new QueueEvents('mail', { connection, lastEventId: '0' })
  await events.waitUntilReady()
  const worker = new Worker('mail', async ({ data }) => data.n * 2, { connection, concurrency: 4 })
  const job = await queue.add('one', { n: 1 })
  assert.equal(await job.waitUntilFinished(events), 2)
  const jobs = await queue.addBulk(Array.from({ length: 50 }, (_, n) => ({ name: 'bulk', data: { n } })))
  const results = await Promise.all(jobs.map((job) => job.waitUntilFinished(events)))
  assert.deepEqual(results, Array.from({ length: 50 }, (_, n) => 2 * n))
  const flow = new FlowProducer({ connection })
  const tree = await flow.add({ name: 'parent', queueName: 'mail', data: { n: 5 }, children: [{ name: 'child', queueName: 'mail', data: { n: 6 } }] })
  assert.equal(await tree.job.waitUntilFinished(events), 10)
  await queue.pause()
  await queue.obliterate({ force: true })
  await Promise.all([worker.close(), flow.close(), events.close(), queue.close()])
  console.log('ok')
}

main()
