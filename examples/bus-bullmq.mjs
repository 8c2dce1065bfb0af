// A queue of jobs: BullMQ on hicast's connections. Retries with a wait, delayed jobs, priorities are what it is for.
import { Redis } from 'hicast'
import { Queue, Worker } from 'bullmq'

const url = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379'
const connection = new Redis(url, { maxRetriesPerRequest: null })
const name = `user-events-${process.pid}`
const queue = new Queue(name, { connection })
const seen = []

const worker = new Worker(name, async ({ data: event, attemptsMade }) => {
  if (attemptsMade === 0) throw new Error('the mail server does not answer')
  seen.push(`user ${event.userId}, ${event.type}, attempt ${attemptsMade + 1}`)
}, { connection })
const completed = new Promise((resolve) => worker.once('completed', resolve))

await queue.add('logout', { type: 'logout', userId: 42 }, { attempts: 3, backoff: { type: 'fixed', delay: 20 } })
await completed
console.log(`done: ${seen}`)

await worker.close()
await queue.obliterate({ force: true })
await queue.close()
await connection.quit()
