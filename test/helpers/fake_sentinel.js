'use strict'

const { useFakeServers } = require('./fake_server')
const { aggregate, bulk } = require('./resp')

const list = (...values) => aggregate('*', values.map(bulk))

/** Fields and values one after the other, as a sentinel describes a server. */
const description = (fields) => list(...Object.entries(fields).flat())

/**
 * Fake sentinels and servers, for what real ones do not do on demand.
 *
 * @returns {{ sentinel: Function, server: Function }}
 *   sentinel(answers): answers.master { host, port } or null; .replicas and
 *   .sentinels, arrays of objects. They may be changed at any time.
 *   server(role): what INFO says
 */
function useFakeSentinels () {
  const start = useFakeServers()

  async function sentinel (answers, options) {
    const fake = await start({
      ...options,
      replies: {
        sentinel ([, what]) {
          if (what === 'get-master-addr-by-name') {
            return answers.master ? list(answers.master.host ?? '127.0.0.1', answers.master.port) : '*-1\r\n'
          }
          const all = what === 'slaves' ? answers.replicas : answers.sentinels
          return aggregate('*', (all ?? []).map(description))
        },
        subscribe: ([, channel]) => aggregate('>', [bulk('subscribe'), bulk(channel), ':1\r\n'])
      }
    })
    /** Questions that it was asked. */
    fake.questions = () => fake.received.flat().filter(([name]) => name === 'sentinel').map(([, what]) => what)
    fake.tell = (text) => fake.broadcast(aggregate('>', ['message', '+switch-master', text].map(bulk)))
    return fake
  }

  const server = (role, options) => start({ ...options, replies: { info: bulk(`role:${role}\r\n`), get: bulk('x') } })

  return { sentinel, server }
}

module.exports = { useFakeSentinels }
