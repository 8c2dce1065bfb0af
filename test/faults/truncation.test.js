'use strict'

const assert = require('node:assert/strict')
const { useClients, eachProtocol, isHicast } = require('../helpers/client')
const { useRedis } = require('../helpers/redis_server')
const { forbidUnhandledRejections } = require('../helpers/rejections')
const { useTruncatingProxies } = require('../helpers/truncating_proxy')
const { eventually, within } = require('../helpers/wait')

const AT_ONCE = 16

/** A session with replies, confirmations and messages, cut at every byte. */
if (isHicast) {
  describe('a session that is cut', function () {
    this.timeout(60000)
    const server = useRedis()
    const clients = useClients(server)
    const startProxy = useTruncatingProxies()
    forbidUnhandledRejections()

    /** Lives through the session, and has all of it in the end. */
    async function live (protocol, proxy, name) {
      const client = clients.create({
        port: proxy.port, protocol, enableReadyCheck: false, disableClientInfo: true, retryStrategy: () => 1
      })
      client.on('error', ({ code }) => assert.match(String(code), /^(ECONNRESET|EPIPE|HC_E[A-Z]+)$/))
      const heard = []
      client.on('message', (channel, text) => heard.push(`${channel} ${text}`))
      client.on('pmessage', (pattern, channel, text) => heard.push(`${pattern} ${channel} ${text}`))
      const settled = await within(Promise.allSettled([
        client.get('k'), client.call('lrange', 'l', 0, -1), client.hgetall('none'),
        client.subscribe(`${name}a`, `${name}b`), client.psubscribe(`${name}p*`)
      ]), `${name} to be settled`)
      assert.deepEqual(settled.map(({ value, reason }) => reason ?? value),
        ['value', ['1', '2'], {}, 2, 3], name)
      // Until it hears, since the cut may still come.
      let count = 0
      await eventually(async () => {
        await server.call('publish', `${name}a`, String(++count))
        await server.call('publish', `${name}p1`, String(count))
        return heard.some((line) => line.startsWith(`${name}p* `)) &&
          heard.some((line) => line.startsWith(`${name}a `))
      }, `${name} to hear`)
      assert.equal(new Set(heard).size, heard.length, name)
      client.disconnect()
    }

    eachProtocol((protocol) => {
      for (const how of ['fin', 'rst']) {
        it(`at every byte by ${how.toUpperCase()} is taken up again`, async () => {
          await server.call('set', 'k', 'value')
          await server.call('rpush', 'l', '1', '2')
          const whole = await startProxy(server)
          await live(protocol, whole, 'whole.')
          assert.ok(whole.forwarded > 200, `${whole.forwarded} bytes`)
          let at = 0
          let cuts = 0
          const worker = async () => {
            while (at < whole.forwarded) {
              const budget = at++
              const proxy = await startProxy(server, budget, how)
              await live(protocol, proxy, `${budget}.`)
              if (proxy.connections > 1) cuts++
            }
          }
          await Promise.all(Array.from({ length: AT_ONCE }, worker))
          assert.ok(cuts > whole.forwarded / 2, `${cuts} cuts`)
        })
      }
    })
  })
}
