'use strict'

const { setTimeout: sleep } = require('timers/promises')
const { Side } = require('./side')
const { SERVER_CPU } = require('./machine')
const { Meter } = require('./meter')

// How a WebSocket server that fans out from Redis is built with each library:
// `open` gives its port and what to do with each socket.

const ROOM = 'r'
const PAYLOAD = `{"type":"tick","n":1,"text":"${'x'.repeat(100 - 30)}"}`.padEnd(100, ' ')
const SETTLED_MS = 150

const ONE_BURST = `
local publish, channel, payload = redis.call, KEYS[1], ARGV[1]
for i = 1, tonumber(ARGV[2]) do publish('publish', channel, payload) end`

/** The libraries: each serves WebSockets, and has its room hear what Redis brings. */
const LIBRARIES = {
  async hicast (port) {
    const { createHub } = require('../../lib/hub')
    const { Redis } = require('../..')
    const { WebSocketServer } = require('ws')
    const hub = createHub(new Redis({ port }), { maxBuffered: 1 << 30 })
    await hub.ready()
    return serve(new WebSocketServer({ port: 0, host: '127.0.0.1' }), (ws) => hub.join(ws, { rooms: [ROOM] }))
  },

  async ioredis (port) {
    const { Redis } = require('ioredis')
    const { WebSocketServer } = require('ws')
    const all = new Set()
    const sub = new Redis({ port })
    sub.on('message', (channel, message) => { for (const ws of all) ws.send(message) })
    await sub.subscribe(`ws:r:${ROOM}`)
    return serve(new WebSocketServer({ port: 0, host: '127.0.0.1' }), (ws) => { all.add(ws) })
  },

  async 'socket.io' (port) {
    const { createAdapter } = require('@socket.io/redis-adapter')
    const { Redis } = require('ioredis')
    const { Server } = require('socket.io')
    const server = require('http').createServer()
    const pub = new Redis({ port })
    const io = new Server(server, { transports: ['websocket'], adapter: createAdapter(pub, pub.duplicate()), pingInterval: 600000 })
    io.on('connection', (socket) => socket.join(ROOM))
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
    return { port: server.address().port }
  }
}

function serve (wss, onSocket) {
  wss.on('connection', onSocket)
  return new Promise((resolve) => wss.on('listening', () => resolve({ port: wss.address().port })))
}

/** How messages get into Redis, and what a browser says first. */
const WAYS = {
  hicast: { channel: `ws:r:${ROOM}`, payload: `t\0${PAYLOAD}`, path: '/' },
  ioredis: { channel: `ws:r:${ROOM}`, payload: PAYLOAD, path: '/' },
  'socket.io': { path: '/socket.io/?EIO=4&transport=websocket', greeting: '40' }
}

/**
 * Runs bursts of messages through a server with many sockets.
 *
 * @param {object} question  its name
 * @param {{server: object, client: string}} context
 * @param {{sockets: number, perBurst: number, bursts: number, warmUp: number}} params
 * @returns {Promise<{cpu: number}>} µs of the server's process for each frame delivered
 */
async function runFanOut (question, { server, client }, { sockets, perBurst, bursts, warmUp }) {
  const side = Side.start(question, client, { client, port: server.port, role: 'server' })
  const sink = Side.start(question, client, { role: 'sink' }, { cpu: SERVER_CPU })
  const publish = await publisher(server, client)
  try {
    const { port } = await side.next()
    sink.send({ port, sockets, ...WAYS[client] })
    await sink.next()
    const round = async (count) => {
      let expected = await settle(sink, 0)
      for (let i = 0; i < count; i++) {
        await publish(perBurst)
        expected = await settle(sink, expected + perBurst * sockets * PAYLOAD.length)
      }
    }
    await round(warmUp)
    side.send('start')
    await side.next()
    await round(bursts)
    side.send(perBurst * bursts * sockets)
    return await side.next()
  } finally {
    await publish.end()
    await side.stop()
    await sink.stop()
  }
}

/** Waits until the sink has at least so many bytes, and no more come. */
async function settle (sink, least) {
  const deadline = performance.now() + 60000
  for (let before = -1; ;) {
    sink.send('count')
    const { bytes } = await sink.next()
    if (bytes >= least && bytes === before) return bytes
    if (performance.now() > deadline) throw new Error(`${bytes} of ${least} bytes came`)
    before = bytes
    await sleep(bytes >= least ? SETTLED_MS : 10)
  }
}

async function publisher (server, client) {
  if (client === 'socket.io') {
    const { Emitter } = require('@socket.io/redis-emitter')
    const { Redis } = require('ioredis')
    const redis = new Redis({ port: server.port })
    const emitter = new Emitter(redis)
    const publish = async (count) => {
      for (let i = 0; i < count; i++) emitter.to(ROOM).emit('message', PAYLOAD)
      await redis.ping()
    }
    return Object.assign(publish, { end: () => redis.disconnect() })
  }
  const { channel, payload } = WAYS[client]
  const publish = (count) => server.control.call('EVAL', ONE_BURST, 1, channel, payload, count)
  return Object.assign(publish, { end () {} })
}

/** The process that is measured, or the one that has the other ends of the sockets. */
async function fanOutSide ({ client, role, port }, { tell, listen }) {
  if (role === 'sink') {
    require('./sink').sink({ tell, listen })
    return
  }
  const meter = new Meter()
  listen((order) => {
    if (order === 'start') {
      meter.start()
      tell({ started: true })
    } else {
      tell(meter.read(order))
    }
  })
  tell(await LIBRARIES[client](port))
}

module.exports = { fanOutSide, runFanOut }
