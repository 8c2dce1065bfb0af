'use strict'

const assert = require('node:assert/strict')
const http = require('node:http')
const { createAdapter, createShardedAdapter } = require('@socket.io/redis-adapter')
const { Redis } = require('ioredis')
const { Server } = require('socket.io')
const { io } = require('socket.io-client')

const connection = { host: process.env.REDIS_HOST, port: Number(process.env.REDIS_PORT) }

async function servers (adapter) {
  const all = []
  for (let i = 0; i < 2; i += 1) {
    const pub = new Redis(connection)
    const sub = pub.duplicate()
    const web = http.createServer()
    const server = new Server(web, { adapter: adapter(pub, sub) })
    server.on('connection', (socket) => socket.join('room'))
    await new Promise((resolve) => web.listen(0, '127.0.0.1', resolve))
    const client = io('http://127.0.0.1:' + web.address().port, { transports: ['websocket'] })
    await new Promise((resolve) => client.once('connect', resolve))
    all.push({ server, client, pub, sub })
  }
  return all
}

async function main () {
  for (const adapter of [createAdapter, createShardedAdapter]) {
    const [one, other] = await servers(adapter)
    await new Promise((resolve) => setTimeout(resolve, 200))
    const heard = new Promise((resolve) => other.client.once('news', resolve))
    one.server.to('room').emit('news', { text: 'héllo', bytes: Buffer.from([1, 2]) })
    const { text, bytes } = await heard
    assert.equal(text, 'héllo')
    assert.deepEqual([...bytes], [1, 2])
    assert.equal((await one.server.in('room').fetchSockets()).length, 2)
    for (const { server, client, pub, sub } of [one, other]) {
      client.close()
      await server.close()
      await Promise.all([pub.quit(), sub.quit()])
    }
  }
  console.log('ok')
}

main()
