'use strict'

const assert = require('node:assert/strict')
const { peers, eachProtocol, isHicast } = require('../../helpers/client')
const { RedisServer } = require('../../helpers/redis_server')
const { listen, follow, compare, at } = require('../../helpers/stories')
const { event } = require('../../helpers/wait')

describe('status and events', () => {
  let server
  before(async () => { server = await RedisServer.start() })
  after(() => server.stop())

  eachProtocol((protocol) => {
    const here = (options) => at(server.port, { protocol, ...options })

    it('connect, quit', () => compare(async (Client) => {
      const client = new Client(here())
      const log = listen(client)
      await event(client, 'ready')
      const end = event(client, 'end')
      await follow(log, 'quit', client.quit())
      await end
      return log
    }))

    it('connect, disconnect', () => compare(async (Client) => {
      const client = new Client(here())
      const log = listen(client)
      await event(client, 'ready')
      const end = event(client, 'end')
      client.disconnect()
      log.push(`then ${client.status}`)
      await end
      return log
    }))

    it('lazyConnect and connect()', () => compare(async (Client) => {
      const client = new Client(here({ lazyConnect: true }))
      const log = listen(client)
      await follow(log, 'connect', client.connect())
      await follow(log, 'connect again', client.connect())
      const end = event(client, 'end')
      client.disconnect()
      await end
      return log
    }))

    it('lazyConnect and a first command', () => compare(async (Client) => {
      const client = new Client(here({ lazyConnect: true }))
      const log = listen(client)
      const ping = follow(log, 'ping', client.ping())
      log.push(`then ${client.status}`)
      await ping
      const end = event(client, 'end')
      client.disconnect()
      await end
      return log
    }))

    it('lazyConnect and disconnect', () => compare(async (Client) => {
      const client = new Client(here({ lazyConnect: true }))
      const log = listen(client)
      const end = event(client, 'end')
      client.disconnect()
      await end
      return log
    }))

    it('lazyConnect and quit', () => compare(async (Client) => {
      const client = new Client(here({ lazyConnect: true }))
      const log = listen(client)
      const end = event(client, 'end')
      await follow(log, 'quit', client.quit())
      await end
      return log
    }))

    it('disconnect at once', () => compare(async (Client) => {
      const client = new Client(here())
      const log = listen(client)
      const end = event(client, 'end')
      client.disconnect()
      await end
      return log
    }))

    it('disconnect while connecting', () => compare(async (Client) => {
      const client = new Client(here())
      const log = listen(client)
      const end = event(client, 'end')
      await event(client, 'connecting')
      client.disconnect()
      await end
      return log
    }))

    it('disconnect on connect', () => compare(async (Client) => {
      const client = new Client(here())
      const log = listen(client)
      const end = event(client, 'end')
      client.once('connect', () => client.disconnect())
      await end
      return log
    }))

    it('disconnect with commands that wait', () => compare(async (Client) => {
      const client = new Client(here())
      const log = listen(client)
      const end = event(client, 'end')
      const settled = [
        follow(log, 'get', client.get('a')),
        follow(log, 'publish', client.publish('a', 'x'))
      ]
      client.disconnect()
      await end
      await Promise.all(settled)
      return log
    }))

    it('quit with commands on their way', () => compare(async (Client) => {
      const client = new Client(here())
      const log = listen(client)
      await event(client, 'ready')
      const end = event(client, 'end')
      await Promise.all([
        follow(log, 'publish', client.publish('a', 'x')),
        follow(log, 'get', client.get('no such key')),
        follow(log, 'quit', client.quit())
      ])
      await end
      await follow(log, 'get', client.get('a'))
      return log
    }))

    it('quit before the connection is there', () => compare(async (Client) => {
      const client = new Client(here())
      const log = listen(client)
      const end = event(client, 'end')
      await Promise.all([
        follow(log, 'ping', client.ping()),
        follow(log, 'quit', client.quit())
      ])
      await end
      return log
    }))

    it('quit while subscribed', () => compare(async (Client) => {
      const client = new Client(here())
      const log = listen(client)
      const end = event(client, 'end')
      await follow(log, 'subscribe', client.subscribe('a'))
      await follow(log, 'quit', client.quit())
      await end
      return log
    }))

    it('disconnect(true) while ready', () => compare(async (Client) => {
      const client = new Client(here())
      const log = listen(client)
      await event(client, 'ready')
      const ready = event(client, 'ready')
      client.disconnect(true)
      await ready
      const end = event(client, 'end')
      client.disconnect()
      await end
      return log
    }))

    it('disconnect(true) right after disconnect()', () => compare(async (Client) => {
      const client = new Client(here())
      const log = listen(client)
      await event(client, 'ready')
      const end = event(client, 'end')
      client.disconnect()
      client.disconnect(true)
      await end
      return log
    }))

    it('connect again after the end', () => compare(async (Client) => {
      const client = new Client(here())
      const log = listen(client)
      await event(client, 'ready')
      const end = event(client, 'end')
      client.disconnect()
      await end
      await follow(log, 'connect', client.connect())
      await follow(log, 'ping', client.ping())
      const secondEnd = event(client, 'end')
      client.disconnect()
      await secondEnd
      return log
    }))
  })

  if (isHicast) {
    it('sets the status to what an app assigns', async () => {
      const { client: Client } = peers()
      const client = new Client(at(server.port))
      await event(client, 'ready')
      client.status = 'end'
      assert.equal(client.status, 'end')
      client.disconnect()
    })
  }
})
