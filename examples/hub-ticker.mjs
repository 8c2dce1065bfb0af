/**
 * Prices as an event stream (SSE): what a page reads with `new EventSource('/prices?room=gold')`, from two servers.
 *
 *   node examples/hub-ticker.mjs
 *
 * Uses the server that REDIS_URL names, or a broker in this process.
 */
import { once } from 'node:events'
import http from 'node:http'
import { Redis } from 'hicast'
import { createBroker } from 'hicast/broker'
import { createHub } from 'hicast/hub'

async function startServer (url) {
  const redis = new Redis(url)
  const hub = createHub(redis)
  const server = http.createServer((request, response) => {
    const room = new URL(request.url, 'http://localhost').searchParams.get('room')
    hub.joinEventStream(response, { rooms: [room], request })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    hub,
    address: `http://127.0.0.1:${server.address().port}`,
    async stop () {
      await hub.close()
      server.close()
      redis.disconnect()
    }
  }
}

const broker = process.env.REDIS_URL ? null : await createBroker()
const url = process.env.REDIS_URL || broker.url
const [a, b] = await Promise.all([startServer(url), startServer(url)])

const { body } = await fetch(`${a.address}/prices?room=gold`)
let seen = ''
for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
  // The first event says that it has joined: from now on nothing is missed.
  if (seen === '') await b.hub.toRoom('gold').send({ price: 2345.5 })
  seen += chunk
  const prices = seen.split('\n').filter((line) => line.startsWith('data: {"price"'))
  if (prices.length === 1 && !seen.includes('2346')) await b.hub.toRoom('gold').send({ price: 2346 })
  if (prices.length < 2) continue
  for (const line of prices) console.log(line)
  break
}

await Promise.all([a.stop(), b.stop()])
await broker?.close()
