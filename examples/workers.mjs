/**
 * node:cluster: workers share a port, and a request comes to any one of them. What it changes, the others
 * must know.
 *
 *   node examples/workers.mjs
 *
 * Uses the server that REDIS_URL names, or a broker in the primary process.
 */
import cluster from 'node:cluster'
import { once } from 'node:events'
import http from 'node:http'
import { Redis } from 'hicast'
import { createBroker } from 'hicast/broker'

const WORKERS = 3
const CHANNEL = 'banner'

async function runWorker () {
  const pub = new Redis(process.env.REDIS_URL)
  const sub = new Redis(process.env.REDIS_URL)
  let banner = 'welcome'

  sub.on('message', (channel, text) => {
    banner = text
    process.send({ type: 'changed', banner })
  })
  await sub.subscribe(CHANNEL)

  const server = http.createServer(async (request, response) => {
    const text = decodeURIComponent(request.url.slice(1))
    // All workers hear, this one too, so that there is one way only in which the banner changes.
    if (text) await pub.publish(CHANNEL, text)
    response.end(`worker ${cluster.worker.id}: ${banner}\n`)
  })
  server.listen(0, '127.0.0.1')

  process.on('message', async ({ type }) => {
    if (type !== 'stop') return
    server.close()
    server.closeIdleConnections()
    await Promise.all([pub.quit(), sub.quit()])
    cluster.worker.disconnect()
  })
}

/** The next message of that type from each worker. */
function fromAll (workers, wanted) {
  return Promise.all(workers.map(async (worker) => {
    for (;;) {
      const [message] = await once(worker, 'message')
      if (message.type === wanted) return message
    }
  }))
}

async function runPrimary () {
  const broker = process.env.REDIS_URL ? null : await createBroker()
  const REDIS_URL = process.env.REDIS_URL || broker.url

  const workers = Array.from({ length: WORKERS }, () => cluster.fork({ REDIS_URL }))
  // A worker listens when it has subscribed.
  const addresses = await Promise.all(workers.map(async (worker) => (await once(worker, 'listening'))[0]))
  const { port } = addresses[0]

  const changed = fromAll(workers, 'changed')
  await fetch(`http://127.0.0.1:${port}/${encodeURIComponent('closed on Monday')}`)
  for (const [index, { banner }] of (await changed).entries()) {
    console.log(`worker ${workers[index].id} shows: ${banner}`)
  }

  const exits = workers.map((worker) => once(worker, 'exit'))
  for (const worker of workers) worker.send({ type: 'stop' })
  for (const [code] of await Promise.all(exits)) if (code !== 0) process.exitCode = 1
  await broker?.close()
}

await (cluster.isPrimary ? runPrimary() : runWorker())
