'use strict'

const assert = require('node:assert/strict')
const Queue = require('bull')

const connection = { host: process.env.REDIS_HOST, port: Number(process.env.REDIS_PORT) }

async function main () {
  const queue = new Queue('mail', { redis: connection })
  const done = []
  queue.process(async ({ data }) => {
    done.push(data.n)
    return data.n * 2
  })
  await queue.pause()
  const jobs = await Promise.all([1, 2, 3].map((n) => queue.add({ n })))
  assert.equal(await queue.isPaused(), true)
  assert.equal(await queue.getPausedCount(), 3)
  await queue.resume()
  assert.deepEqual(await Promise.all(jobs.map((job) => job.finished())), [2, 4, 6])
  assert.deepEqual(done.sort(), [1, 2, 3])
  await queue.pause()
  await queue.obliterate({ force: true })
  await queue.close()
  console.log('ok')
}

main()
