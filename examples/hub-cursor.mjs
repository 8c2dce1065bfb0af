/**
 * A live cursor: positions come faster than a slow browser reads. With `latest` it is not closed, and does not lag: it
 * gets the newest position as soon as it reads again, and those in between are dropped.
 *
 *   node examples/hub-cursor.mjs
 */
import { once } from 'node:events'
import { createHub } from 'hicast/hub'
import { WebSocket, WebSocketServer } from 'ws'

const POSITIONS = 20000

const hub = createHub(null, { onSlow: 'latest', maxBuffered: 64 * 1024 }) // one server: it needs no Redis
const wss = new WebSocketServer({ port: 0, host: '127.0.0.1' })
wss.on('connection', async (ws) => {
  await hub.join(ws, { rooms: ['board'] })
  ws.send('{}')
})
await once(wss, 'listening')

const browser = new WebSocket(`ws://127.0.0.1:${wss.address().port}/`)
await once(browser, 'message')
let got = 0
let newest = null
const done = new Promise((resolve) => {
  browser.on('message', (data) => {
    got += 1
    newest = JSON.parse(data)
    if (newest.n === POSITIONS) resolve()
  })
})

browser.pause() // its tab is in the background
const padding = '.'.repeat(1000)
for (let n = 1; n <= POSITIONS; n++) await hub.toRoom('board').send({ n, x: n % 640, y: n % 480, padding })
browser.resume()
await done

console.log(`the newest position came: ${newest.n === POSITIONS}`)
console.log(`fewer than all were sent: ${got < POSITIONS}`)
console.log(`each was sent or dropped: ${got + hub.stats().dropped === POSITIONS}`)

browser.close()
await hub.close()
wss.close()
