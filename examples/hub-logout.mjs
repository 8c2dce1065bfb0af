/**
 * Log out everywhere: three servers, and ann is connected to two of them. When she logs out at the third, her
 * WebSockets are closed wherever they are.
 *
 *   node examples/hub-logout.mjs
 *
 * Uses the server that REDIS_URL names, or a broker in this process.
 */
import { once } from 'node:events'
import { Redis } from 'hicast'
import { createBroker } from 'hicast/broker'
import { createHub } from 'hicast/hub'
import { WebSocket, WebSocketServer } from 'ws'

/** A server of the app: ws://host:port/?user=NAME */
async function startServer (url, name) {
  const redis = new Redis(url)
  const hub = createHub(redis, { name })
  const wss = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  wss.on('connection', async (ws, request) => {
    // A real app looks at the session here.
    const user = new URL(request.url, 'http://localhost').searchParams.get('user')
    await hub.join(ws, { user })
    ws.send(`hello ${user}`)
  })
  await once(wss, 'listening')
  return {
    hub,
    address: `ws://127.0.0.1:${wss.address().port}`,
    async stop () {
      await hub.close()
      wss.close()
      redis.disconnect()
    }
  }
}

/** A browser, connected and joined. */
async function logIn (user, { address }) {
  const ws = new WebSocket(`${address}/?user=${user}`)
  await once(ws, 'message')
  return ws
}

const broker = process.env.REDIS_URL ? null : await createBroker()
const url = process.env.REDIS_URL || broker.url
const [a, b, c] = await Promise.all(['A', 'B', 'C'].map((name) => startServer(url, name)))

const tabs = [await logIn('ann', a), await logIn('ann', b)]
const bob = await logIn('bob', b)
const closed = tabs.map((tab) => once(tab, 'close'))

const { servers } = await c.hub.disconnectUser('ann', 4001, 'logged out')
for (const [code, reason] of await Promise.all(closed)) console.log(`ann's tab was closed: ${code} ${reason}`)
console.log(`servers that held ann: ${servers}`)
console.log(`bob is connected: ${bob.readyState === WebSocket.OPEN}`)

bob.close()
await Promise.all([a, b, c].map((server) => server.stop()))
await broker?.close()
