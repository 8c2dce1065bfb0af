'use strict'

const assert = require('node:assert/strict')
const http = require('node:http')
const { once } = require('node:events')
const { connect: connectBus } = require('hicast/bus')
const { WebSocket } = require('ws')
const { HubServers } = require('../../helpers/hubs')
const { useRedis } = require('../../helpers/redis_server')
const { eventually, sleep } = require('../../helpers/wait')

let names = 0

describe('hub: resume', () => {
  const redis = useRedis()
  const buses = {
    mem: () => `mem:resume-${names}`,
    redis: () => `redis://127.0.0.1:${redis.port}?prefix=${names}.`
  }
  let connect

  before(async () => { ({ connect } = await import('hicast/hub/client')) })

  for (const [broker, url] of Object.entries(buses)) {
    describe(`on ${broker}:`, () => {
      let servers
      const clients = []

      beforeEach(() => {
        names += 1
        const address = url()
        servers = new HubServers(() => connectBus(address))
      })

      afterEach(async () => {
        for (const client of clients.splice(0)) client.close()
        await servers.close()
      })

      function open (ports, query = '') {
        let turn = 0
        class Socket extends WebSocket {
          constructor (address) {
            super(address.replace(/:PORT/, `:${ports[turn++ % ports.length]}`))
          }
        }
        const client = connect(`ws://127.0.0.1:PORT/?${query}`, { WebSocket: Socket, base: 20 })
        clients.push(client)
        client.heard = []
        client.gaps = []
        client.on('message', (data) => client.heard.push(data))
        client.on('gap', (gap) => client.gaps.push(gap))
        return client
      }

      const closed = (client) => new Promise((resolve) => {
        const stop = client.on('close', () => resolve(stop()))
      })
      /** Cuts the only browser of a server off. */
      const cut = async ({ seats }, client) => {
        await eventually(() => seats.length > 0, 'the seat')
        const gone = closed(client)
        seats.splice(0)[0].socket.terminate()
        await gone
      }
      const opened = (client) => eventually(() => client.state === 'open', 'the client is open')

      it('gives a browser that comes back, at another server, what it has missed, in order and once', async () => {
        const [a, b, c] = [await servers.start(), await servers.start(), await servers.start()]
        const client = open([a.port, b.port], 'user=ann&rooms=r')
        await opened(client)
        for (let i = 0; i < 5; i++) await c.hub.toRoom('r').send(i)
        await eventually(() => client.heard.length === 5, 'the first five')
        let next = 5
        for (let round = 0; round < 6; round++) {
          const gone = closed(client)
          for (const { seats } of [a, b]) for (const seat of seats.splice(0)) seat.socket.terminate()
          await gone
          // Some while it is away, some while it comes back, some after that.
          for (let i = 0; i < 20; i++) await c.hub.toRoom('r').send(next++)
          const coming = opened(client)
          for (let i = 0; i < 20; i++) await c.hub.toRoom('r').send(next++)
          await coming
          for (let i = 0; i < 5; i++) await c.hub.toRoom('r').send(next++)
          await eventually(() => client.heard.length >= next, `round ${round}: all have come`)
        }
        assert.deepEqual(client.heard, Array.from({ length: next }, (_, i) => i))
        assert.deepEqual(client.gaps, [])
      })

      it('stops reading what a browser has missed when it has gone again', async () => {
        const [a, b] = [await servers.start(), await servers.start()]
        const client = open([a.port, b.port], 'rooms=r')
        await opened(client)
        await b.hub.toRoom('r').send(1)
        await eventually(() => client.heard.length === 1, 'the first')
        const { _feeds: feeds, _source: source } = b.hub._resume
        const { read, subscribe } = source
        // What is missed comes late.
        let ended = 0
        source.read = async (...args) => {
          const handle = await read.call(source, args[0], args[1], { ...args[2], onMessage () {} })
          return { close () { ended += 1; return handle.close() } }
        }
        const gone = closed(client)
        source.subscribe = async (id) => {
          await missed
          return subscribe.call(source, id)
        }
        a.seats.splice(0)[0].socket.terminate()
        const missed = gone.then(() => a.hub.toRoom('r').send(2))
        await eventually(() => feeds.size === 1, 'the other server reads')
        await opened(client)
        client.close()
        await eventually(() => feeds.size === 0 && ended === 1, 'it reads no more')
      })

      it('gives what comes to a topic in which nothing had come before', async () => {
        const [a, b, c] = [await servers.start(), await servers.start(), await servers.start()]
        const client = open([a.port, b.port], 'user=ann&rooms=r')
        await opened(client)
        let next = 0
        const send = () => Promise.all([c.hub.toRoom('r').send(next++), c.hub.toUser('ann').send(next++), c.hub.toAll().send(next++)])
        for (let round = 0; round < 4; round++) {
          const server = [a, b][round % 2]
          await cut(server, client)
          // The second time nothing comes while it is away, the third time nothing before.
          if (round !== 1) await send()
          await opened(client)
          await eventually(() => client.heard.length === next, `round ${round}: what it has missed`)
          if (round === 1) await send()
        }
        assert.deepEqual([...client.heard].sort((x, y) => x - y), Array.from({ length: next }, (_, i) => i))
        assert.deepEqual(client.gaps, [])
      })

      it('gives nothing twice that the history had before the live feed has written it', async () => {
        const [a, c] = [await servers.start({ recent: 0 }), await servers.start()]
        const ports = [a.port]
        const [client, stays] = [open(ports, 'rooms=r,q'), open([a.port], 'rooms=r,q')]
        await Promise.all([opened(client), opened(stays)])
        const send = (room, n) => c.hub.toRoom(room).send(n)
        await send('r', 0)
        await eventually(() => client.heard.length === 1 && stays.heard.length === 1, 'the first')
        ports[0] = 1 // nobody is there
        client._socket.close()
        await closed(client)
        // What comes is written later.
        const { _outbox: outbox, _resume: { _feeds: feeds } } = a.hub
        const { _schedule: schedule } = outbox
        outbox._schedule = () => {}
        for (const [i, room] of ['r', 'q', 'r'].entries()) {
          await send(room, i + 1)
          await eventually(() => outbox._runs.length === i + 1, `run ${i}`)
        }
        ports[0] = a.port
        await opened(client)
        await eventually(() => feeds.size === 0, 'the history to be read')
        outbox._schedule = schedule
        outbox.flush()
        await send('r', 4)
        await eventually(() => client.heard.includes(4) && stays.heard.includes(4), 'the last')
        assert.deepEqual(client.heard.sort(), [0, 1, 2, 3, 4])
        assert.deepEqual(stays.heard.sort(), [0, 1, 2, 3, 4])
      })

      it('gives nothing twice where the history is ahead of the live feed', async () => {
        const [a, b, c] = [await servers.start(), await servers.start(), await servers.start()]
        const client = open([a.port, b.port], 'rooms=r,q')
        await opened(client)
        let next = 0
        const send = () => Promise.all(['r', 'q', 'r', 'q', 'r'].map((room) => c.hub.toRoom(room).send(next++)))
        for (let round = 0; round < 10; round++) {
          const server = [a, b][round % 2]
          await cut(server, client)
          while (client.state !== 'open') {
            await send()
            await sleep(0)
          }
          await send()
          await eventually(() => client.heard.length >= next, `round ${round}: all`)
        }
        assert.deepEqual([...client.heard].sort((x, y) => x - y), Array.from({ length: next }, (_, i) => i))
        assert.deepEqual(client.gaps, [])
      })

      for (const late of [[], [4, 5]]) {
        it(`misses nothing between the end of a subscription and the next one${late.length > 0 ? ', whatever the first still brings' : ''}`, async () => {
          const [a, c] = [await servers.start({ linger: 0 }), await servers.start()]
          const client = open([a.port], 'rooms=r')
          await opened(client)
          const send = async (...all) => { for (const n of all) await c.hub.toRoom('r').send(n) }
          await send(1, 2, 3)
          await eventually(() => client.heard.length === 3, 'the first three')
          const { _source: source } = a.hub
          const { unsubscribe } = source
          let isBack = null
          source.unsubscribe = async (id) => {
            if (id !== 'r:r') return unsubscribe.call(source, id)
            source.unsubscribe = unsubscribe
            await isBack
            await send(...late)
            await sleep(20)
            await unsubscribe.call(source, id)
            await send(6, 7)
          }
          const [seat] = a.seats.splice(0)
          isBack = closed(client)
            .then(() => eventually(() => [...a.hub._topics.get('r:r')?.seats ?? []].some((one) => one !== seat), 'it to be back'))
          seat.socket.terminate()
          await isBack
          await opened(client)
          await send(8)
          await eventually(() => client.heard.includes(8), 'the last')
          assert.deepEqual(client.heard, [1, 2, 3, ...late, 6, 7, 8])
          assert.deepEqual(client.gaps, [])
        })
      }

      it('reads from the broker what this server has missed itself', async () => {
        const [a, c] = [await servers.start(), await servers.start()]
        const ports = [a.port]
        const [client, stays] = [open(ports, 'rooms=r'), open([a.port], 'rooms=r')]
        await Promise.all([opened(client), opened(stays)])
        const send = (n) => c.hub.toRoom('r').send(n)
        await send(1)
        await eventually(() => client.heard.length === 1 && stays.heard.length === 1, 'the first')
        ports[0] = 1 // nobody is there
        client._socket.close()
        await closed(client)
        // It hears nothing, and is told so.
        const { _onMessage: onMessage } = a.hub
        let lost = 0
        a.hub._onMessage = () => { lost += 1 }
        await send(2)
        await eventually(() => lost > 0, 'the second')
        a.hub._onMessage = onMessage
        a.hub._source._subscriptions.get('r:r').emit('gap', { reason: 'trimmed' })
        ports[0] = a.port
        await opened(client)
        await send(3)
        await eventually(() => client.heard.includes(3), 'the last')
        assert.deepEqual(client.heard, [1, 2, 3])
        assert.deepEqual(stays.heard, [1, 3])
        assert.equal(stays.gaps.length, 1)
      })

      it('does so for many at once, from memory and from the broker', async () => {
        const [a, b] = [await servers.start({ recent: 10 }), await servers.start({ recent: 10 })]
        const all = Array.from({ length: 30 }, () => open([a.port, b.port], 'rooms=r'))
        await Promise.all(all.map(opened))
        await a.hub.toRoom('r').send(0)
        await eventually(() => all.every(({ heard }) => heard.length === 1), 'the first')
        for (const seat of a.seats.splice(0)) seat.socket.terminate()
        for (let i = 1; i <= 300; i++) await a.hub.toRoom('r').send(i)
        await eventually(() => all.every(({ heard }) => heard.length === 301), 'all have all')
        for (const { heard, gaps } of all) {
          assert.deepEqual(heard, Array.from({ length: 301 }, (_, i) => i))
          assert.deepEqual(gaps, [])
        }
        assert.equal(b.hub.stats().gaps, 0)
      })

      it('gives nothing of before to one that comes for the first time', async () => {
        const a = await servers.start()
        const first = open([a.port], 'rooms=r')
        await opened(first)
        await a.hub.toRoom('r').send('before')
        await eventually(() => first.heard.length === 1, 'the first hears it')
        const second = open([a.port], 'rooms=r')
        await opened(second)
        await a.hub.toRoom('r').send('after')
        await eventually(() => second.heard.length === 1, 'the second hears the next')
        assert.deepEqual(second.heard, ['after'])
      })

      it('does not disconnect again whom it has disconnected before', async () => {
        const a = await servers.start()
        const client = open([a.port], 'user=ann')
        await opened(client)
        await a.hub.toUser('ann').send(1)
        await eventually(() => client.heard.length === 1, 'one')
        const seen = client._seen
        await a.hub.disconnectUser('ann', 4001)
        await eventually(() => client.state === 'closed', 'closed')
        const again = open([a.port], 'user=ann')
        again._seen = { ...seen }
        await opened(again)
        await a.hub.toUser('ann').send(2)
        await eventually(() => again.heard.length > 0, 'the next')
        await sleep(50)
        assert.equal(again.state, 'open')
        assert.deepEqual(again.heard, [2])
      })

      it('disconnects whom it has not given its history yet', async () => {
        const [a, b] = [await servers.start(), await servers.start()]
        const client = open([a.port, b.port], 'user=ann')
        await opened(client)
        await a.hub.toUser('ann').send(1)
        await eventually(() => client.heard.length === 1, 'one')
        a.seats.splice(0)[0].socket.terminate()
        await eventually(() => b.seats.length === 1, 'it has come to the other server')
        await a.hub.disconnectUser('ann', 4001, 'logged out')
        await eventually(() => client.state === 'closed', 'it is disconnected')
      })

      it('gives an event stream what came after its Last-Event-ID', async () => {
        const a = await servers.start()
        const first = await stream(a, {})
        await a.hub.toUser('ann').send('1')
        await eventually(() => first.events().length === 1, 'the first')
        const id = first.id()
        first.request.destroy()
        await a.hub.toUser('ann').send('2')
        await a.hub.toUser('ann').send('3')
        const second = await stream(a, { 'last-event-id': id })
        await a.hub.toUser('ann').send('4')
        await eventually(() => second.events().length === 3, 'the rest')
        assert.deepEqual(second.events(), ['2', '3', '4'])
        second.request.destroy()
      })

      it('gives an event stream what came after it had joined, though nothing had come before', async () => {
        const a = await servers.start()
        const first = await stream(a, {})
        const id = first.id()
        first.request.destroy()
        await a.hub.toUser('ann').send('1')
        const second = await stream(a, { 'last-event-id': id })
        await a.hub.toUser('ann').send('2')
        await eventually(() => second.events().length === 2, 'both')
        assert.deepEqual(second.events(), ['1', '2'])
        second.request.destroy()
      })

      it('takes anything for a position', async () => {
        const a = await servers.start()
        for (const value of ['', 'x', 'e30', Buffer.from('{"a":[1]}').toString('base64url'), Buffer.from('{"a":["x","99999999999"]}').toString('base64url')]) {
          const ws = new WebSocket(`ws://127.0.0.1:${a.port}/?hicast=${value}`)
          const heard = []
          ws.on('message', (data) => heard.push(JSON.parse(data)))
          await once(ws, 'open')
          await eventually(() => heard.some(({ hicast }) => hicast?.joined), `joined with ${value}`)
          await a.hub.toAll().send('x')
          ws.terminate()
        }
      })
    })
  }

  async function stream (server, headers) {
    const request = http.get({ port: server.port, host: '127.0.0.1', path: '/events?user=ann', headers })
    request.on('error', () => {})
    const [response] = await once(request, 'response')
    let text = ''
    response.on('data', (chunk) => { text += chunk })
    response.on('error', () => {})
    await eventually(() => text.includes('"joined"'), 'it has joined')
    return {
      request,
      id: () => [...text.matchAll(/^id: (.*)$/gm)].at(-1)[1],
      events: () => text.split('\n\n').filter((part) => part.startsWith('data: ')).map((part) => part.slice(6))
    }
  }
})
