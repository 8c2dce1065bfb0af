/**
 * Chat with rooms: two servers, and a room whose people are at both. Each gets what the others say, and nobody his own
 * words twice.
 *
 *   node examples/hub-chat.mjs
 *
 * Uses the server that REDIS_URL names, or a broker in this process.
 */
import { once } from 'node:events'
import { Redis } from 'hicast'
import { createBroker } from 'hicast/broker'
import { createHub } from 'hicast/hub'
import { connect } from 'hicast/hub/client'
import { WebSocket, WebSocketServer } from 'ws'

async function startServer (url) {
  const redis = new Redis(url)
  // Rooms that begin with "open" are for everybody who asks.
  const hub = createHub(redis, { authorize: (seat, room) => room.startsWith('open') })
  const wss = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  wss.on('connection', (ws, request) => {
    const user = new URL(request.url, 'http://localhost').searchParams.get('user')
    hub.join(ws, {
      user,
      request,
      onMessage (data) {
        const { room, text } = JSON.parse(data)
        const isIn = hub.seatOf(ws)?.rooms.has(room)
        if (isIn) hub.toRoom(room).except(ws).send({ from: user, text })
      }
    })
  })
  await once(wss, 'listening')
  return {
    address: `ws://127.0.0.1:${wss.address().port}`,
    async stop () {
      await hub.close()
      wss.close()
      redis.disconnect()
    }
  }
}

/** What runs in a browser; there the option `WebSocket` is not needed. */
async function enter (user, { address }, room) {
  const client = connect(`${address}/?user=${user}`, { WebSocket })
  client.on('message', ({ from, text }) => console.log(`${user} hears ${from} in ${room}: ${text}`))
  await new Promise((resolve) => client.on('open', resolve))
  await client.join(room)
  return client
}

/** Waits for the next message. */
function heard (client) {
  return new Promise((resolve) => {
    const stop = client.on('message', () => resolve(stop()))
  })
}

const broker = process.env.REDIS_URL ? null : await createBroker()
const url = process.env.REDIS_URL || broker.url
const servers = await Promise.all([startServer(url), startServer(url)])

const ann = await enter('ann', servers[0], 'open tea')
const bob = await enter('bob', servers[1], 'open tea')
const cleo = await enter('cleo', servers[1], 'open coffee')

ann.send({ room: 'open tea', text: 'is anybody here?' })
await heard(bob)
bob.send({ room: 'open tea', text: 'yes, at another server' })
await heard(ann)
console.log(`in the room: ${(await ann.presence('open tea')).map(({ user }) => user).sort().join(', ')}`)

for (const client of [ann, bob, cleo]) client.close()
await Promise.all(servers.map((server) => server.stop()))
await broker?.close()
