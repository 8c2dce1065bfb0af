/**
 * A server that ends in order when it is told to (SIGTERM from Kubernetes or systemd, SIGINT from Ctrl-C):
 * what has come is dealt with, what has been published is on its way, and no connection is torn.
 *
 *   node examples/shutdown.mjs      then Ctrl-C
 *
 * Uses the server that REDIS_URL names, or a broker in this process.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'hicast'
import { createBroker } from 'hicast/broker'

const DEADLINE = 10_000 // ms, less than what the supervisor waits before it kills

const broker = process.env.REDIS_URL ? null : await createBroker()
const url = process.env.REDIS_URL || broker.url

const pub = new Redis(url)
const sub = new Redis(url)
const jobs = new Set() // in progress

async function work (message) {
  await sleep(50) // stands for the work
  console.log(`done: ${message}`)
}

sub.on('message', (channel, message) => {
  const job = work(message).finally(() => jobs.delete(job))
  jobs.add(job)
})
await sub.subscribe('jobs')

async function shutDown (signal) {
  console.log(`${signal}: ending`)
  // Whatever hangs, the process ends in time. The timer itself keeps nothing alive.
  setTimeout(() => process.exit(1), DEADLINE).unref()
  clearInterval(source)
  await pub.quit() // resolves after the replies to all that was published before
  await sub.unsubscribe() // nothing new comes; all that came before has reached the listener
  await Promise.all(jobs)
  await sub.quit()
  await broker?.close()
  console.log(`ended in order, ${jobs.size} jobs left behind`)
  // No process.exit(): nothing is open any more.
}

for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, shutDown)

let number = 0
const source = setInterval(() => pub.publish('jobs', `job ${++number}`), 20)
console.log(`process ${process.pid} works; Ctrl-C ends it`)
