/**
 * WebSocket fan-out: what a browser sends to one server in a room reaches the browsers in that room at all
 * servers. A server subscribes to a room when the first of its own browsers enters it, and gives it up when
 * the last one has left, so that it hears only what somebody there wants.
 *
 *   node examples/websocket.mjs
 *
 * Uses the server that REDIS_URL names, or a broker in this process.
 */
import { on, once } from 'node:events'
import { Redis } from 'hicast'
import { createBroker } from 'hicast/broker'
import { WebSocket, WebSocketServer } from 'ws'

/** A server with WebSockets: ws://host:port/ROOM */
async function startServer (url) {
  const pub = new Redis(url)
  const sub = new Redis(url)
  const rooms = new Map() // room -> sockets of this server

  sub.on('message', (channel, text) => {
    for (const socket of rooms.get(channel.slice('room:'.length)) ?? []) socket.send(text)
  })

  async function enter (room, socket) {
    if (!rooms.has(room)) rooms.set(room, new Set())
    rooms.get(room).add(socket)
    await sub.subscribe(`room:${room}`) // again and again does no harm
    socket.send(`welcome to ${room}`)
  }

  async function leave (room, socket) {
    const sockets = rooms.get(room)
    sockets.delete(socket)
    if (sockets.size > 0) return
    rooms.delete(room)
    await sub.unsubscribe(`room:${room}`)
  }

  const web = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  web.on('connection', (socket, { url: path }) => {
    const room = path.slice(1)
    socket.on('message', (data) => pub.publish(`room:${room}`, data.toString()))
    socket.on('close', () => leave(room, socket).catch(() => {})) // at the end there is no connection to say it on
    enter(room, socket)
  })
  await once(web, 'listening')

  return {
    address: `ws://127.0.0.1:${web.address().port}`,
    async stop () {
      for (const socket of web.clients) socket.close()
      web.close()
      await Promise.all([pub.quit(), sub.quit()])
    }
  }
}

/** A browser in a room. Prints what it gets. */
async function enterAs (name, address, room) {
  const socket = new WebSocket(`${address}/${room}`)
  socket.on('message', (data) => console.log(`${name} got: ${data}`))
  await once(socket, 'message') // the welcome: from now on nothing is missed
  return socket
}

/** Waits till a browser gets something from somebody. */
async function hears (socket, name) {
  for await (const [data] of on(socket, 'message')) if (data.toString().startsWith(name)) return
}

const broker = process.env.REDIS_URL ? null : await createBroker()
const url = process.env.REDIS_URL || broker.url
const servers = await Promise.all([startServer(url), startServer(url)])

const ann = await enterAs('ann', servers[0].address, 'tea')
const bob = await enterAs('bob', servers[1].address, 'tea')
const cleo = await enterAs('cleo', servers[1].address, 'coffee')

ann.send('ann: is anybody here?')
await hears(bob, 'ann')
bob.send('bob: yes, at another server')
await Promise.all([hears(ann, 'bob'), hears(bob, 'bob')])

for (const browser of [ann, bob, cleo]) browser.close()
await Promise.all([ann, bob, cleo].map((browser) => once(browser, 'close')))
await Promise.all(servers.map((server) => server.stop()))
await broker?.close()
