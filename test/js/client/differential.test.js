'use strict'

const assert = require('node:assert/strict')
const { peers, useClients, differs } = require('../../helpers/client')
const { useRedis } = require('../../helpers/redis_server')

/**
 * The same commands in the same order, on the same server emptied before, by
 * a client of each kind: the replies must be the same in shape and value.
 */

const buffer = (...bytes) => Buffer.from(bytes)

/** Replies of every shape: one line a command. */
const commands = [
  ['ping'], ['ping', 'hello'], ['echo', 'é€😀'], ['echo', buffer(0xff, 0, 0x0d, 0x0a)], ['echo', ''],
  ['set', 'k', 'v'], ['get', 'k'], ['get', 'none'], ['set', 'k', 'w', 'GET'], ['set', 'k', 'x', 'NX'],
  ['getset', 'k', 'y'], ['append', 'k', 'zz'], ['strlen', 'k'], ['getrange', 'k', 0, 1], ['setrange', 'k', 1, 'ab'],
  ['exists', 'k', 'k', 'none'], ['type', 'k'], ['type', 'none'], ['ttl', 'k'], ['pttl', 'none'],
  ['expire', 'k', 100], ['persist', 'k'], ['object', 'encoding', 'k'], ['dump', 'none'], ['rename', 'none', 'x'],
  ['mset', 'a', 1, 'b', 2], ['mset', { c: 3, d: 4 }], ['mget', 'a', 'none', 'd'], ['del', 'c', 'd', 'none'],
  ['incr', 'a'], ['incrby', 'a', 41], ['decr', 'a'], ['incrbyfloat', 'a', 1.25], ['incr', 'k'],
  ['set', 'big', '9223372036854775806'], ['incr', 'big'], ['incr', 'big'],
  ['setbit', 'bits', 7, 1], ['getbit', 'bits', 7], ['bitcount', 'bits'], ['bitfield', 'bits', 'GET', 'u8', 0, 'OVERFLOW', 'FAIL', 'INCRBY', 'u2', 0, 9],
  ['hset', 'h', { f: 'v', g: 'é' }], ['hset', 'h', 'n', 5], ['hget', 'h', 'f'], ['hget', 'h', 'none'],
  ['hgetall', 'h'], ['hgetall', 'none'], ['hkeys', 'h'], ['hvals', 'h'], ['hlen', 'h'], ['hmget', 'h', 'f', 'none'],
  ['hincrby', 'h', 'n', 2], ['hincrbyfloat', 'h', 'n', 0.5], ['hexists', 'h', 'f'], ['hstrlen', 'h', 'g'],
  ['hdel', 'h', 'g'], ['hscan', 'h', 0], ['hset', 'one', 'f', 'v'], ['hrandfield', 'one'], ['hrandfield', 'one', 2], ['hrandfield', 'one', 2, 'WITHVALUES'],
  ['rpush', 'l', 'a', 'b', 'c'], ['lpush', 'l', buffer(0xfe)], ['lrange', 'l', 0, -1], ['lrange', 'none', 0, -1],
  ['llen', 'l'], ['lindex', 'l', 1], ['lindex', 'l', 99], ['linsert', 'l', 'BEFORE', 'b', 'x'], ['lpos', 'l', 'x'], ['lpos', 'l', 'none'], ['lpos', 'l', 'x', 'COUNT', 0],
  ['lpop', 'l'], ['lpop', 'l', 2], ['lpop', 'none', 2], ['rpop', 'none'], ['lmpop', 1, 'l', 'LEFT'], ['lmpop', 1, 'none', 'LEFT'], ['blpop', 'none', 0.01], ['rpush', 'l2', 'q'], ['blpop', 'l2', 1],
  ['lmove', 'l', 'l3', 'LEFT', 'RIGHT'], ['rpush', 'l', 'subscribe', 'a', '1'], ['lrange', 'l', 0, -1],
  ['sadd', 's', 'a', 'b'], ['smembers', 's'], ['smembers', 'none'], ['sismember', 's', 'a'], ['smismember', 's', 'a', 'none'],
  ['scard', 's'], ['sadd', 's1', 'z'], ['spop', 's1'], ['spop', 's1'], ['spop', 's1', 1], ['srandmember', 'none'], ['sdiff', 's', 's1'], ['sinter', 's', 's'], ['sunion', 's1', 's1'], ['sscan', 's1', 0],
  ['zadd', 'z', 1, 'a', 2.5, 'b', '-inf', 'c', 'inf', 'd'], ['zadd', 'z', 'INCR', 1, 'a'], ['zadd', 'z', 'NX', 'INCR', 1, 'a'],
  ['zrange', 'z', 0, -1], ['zrange', 'z', 0, -1, 'WITHSCORES'], ['zrevrange', 'z', 0, 1, 'WITHSCORES'], ['zrangebyscore', 'z', '-inf', 'inf', 'WITHSCORES'], ['zrevrangebyscore', 'z', 'inf', '-inf', 'WITHSCORES', 'LIMIT', 0, 2],
  ['zscore', 'z', 'b'], ['zscore', 'z', 'd'], ['zscore', 'z', 'none'], ['zmscore', 'z', 'a', 'none'], ['zincrby', 'z', 0.1, 'a'], ['zrank', 'z', 'b'], ['zrank', 'z', 'none'], ['zcard', 'z'], ['zcount', 'z', 0, 10],
  ['zpopmin', 'z'], ['zpopmax', 'z', 2], ['zpopmin', 'none'], ['zrandmember', 'z', 1, 'WITHSCORES'], ['zrandmember', 'none'], ['zunion', 2, 'z', 'z', 'WITHSCORES'], ['zinter', 1, 'z', 'WITHSCORES'], ['zdiff', 1, 'z', 'WITHSCORES'], ['zmpop', 1, 'z', 'MIN'], ['zmpop', 1, 'z', 'MIN'], ['bzpopmin', 'z', 0.01], ['zadd', 'z', 3, 'e'], ['bzpopmax', 'z', 1], ['zscan', 'z', 0],
  ['xadd', 'x', '1-1', 'f', 'v'], ['xadd', 'x', '1-2', 'f', 'w', 'g', 'é'], ['xlen', 'x'], ['xrange', 'x', '-', '+'], ['xrevrange', 'x', '+', '-', 'COUNT', 1], ['xread', 'STREAMS', 'x', '0'], ['xread', 'STREAMS', 'x', '9'], ['xread', 'COUNT', 1, 'STREAMS', 'x', 'x', '0', '1-1'],
  ['xgroup', 'CREATE', 'x', 'grp', '0'], ['xreadgroup', 'GROUP', 'grp', 'me', 'STREAMS', 'x', '>'], ['xpending', 'x', 'grp'], ['xack', 'x', 'grp', '1-1'], ['xinfo', 'STREAM', 'x'], ['xinfo', 'GROUPS', 'x'], ['xautoclaim', 'x', 'grp', 'you', 0, '0'],
  ['geoadd', 'geo', 13.361389, 38.115556, 'P', 15.087269, 37.502669, 'C'], ['geodist', 'geo', 'P', 'C'], ['geopos', 'geo', 'P', 'none'], ['geosearch', 'geo', 'FROMMEMBER', 'P', 'BYRADIUS', 300, 'km', 'ASC', 'WITHDIST', 'WITHCOORD'], ['geohash', 'geo', 'P', 'none'],
  ['pfadd', 'hll', 'a', 'b'], ['pfcount', 'hll'], ['eval', 'return {1, 2.9, "x", true, false, {3, {}}}', 0], ['eval', 'return nil', 0], ['eval', 'return redis.status_reply("FINE")', 0], ['eval', 'return redis.error_reply("NOT fine")', 0],
  ['eval', 'redis.setresp(3); return {map={a=1,b={double=1.5}}}', 0], ['eval', 'redis.setresp(3); return {set={a=true}}', 0], ['eval', 'redis.setresp(3); return {double=2.5}', 0], ['eval', 'redis.setresp(3); return true', 0], ['eval', 'redis.setresp(3); return {big_number="123456789012345678901234567890"}', 0], ['eval', 'redis.setresp(3); return {verbatim_string={format="txt", string="é"}}', 0],
  ['script', 'exists', 'ffff'], ['config', 'get', 'maxmemory*'], ['config', 'get', 'nothing-like-it'], ['client', 'getname'], ['client', 'setname', 'n'], ['client', 'getname'], ['client', 'kill', 'ID', 999999999],
  ['command', 'count'], ['command', 'getkeys', 'set', 'k', 'v'], ['command', 'info', 'get', 'none'], ['acl', 'whoami'], ['acl', 'getuser', 'default'], ['memory', 'usage', 'none'], ['lastsave', 'no'], ['debug', 'no'], ['slowlog', 'len'], ['latency', 'latest'], ['module', 'list'],
  ['debug', 'protocol', 'string'], ['publish', 'a', 'x'], ['spublish', 'a', 'x'], ['pubsub', 'channels'], ['pubsub', 'numsub', 'a', 'b'], ['pubsub', 'numpat'], ['pubsub', 'shardnumsub', 'a'],
  ['exec'], ['call', 'multi'], ['get', 'k'], ['exec'], ['discard'], ['watch', 'k'], ['unwatch'], ['select', 1], ['select', 'x'], ['select', 0], ['swapdb', 0, 0], ['dbsize'], ['keys', 'h*'], ['scan', 0, 'MATCH', 'hll', 'COUNT', 1000], ['sort', 'l', 'ALPHA'], ['copy', 'k', 'k2'], ['touch', 'k'], ['unlink', 'k2'], ['wait', 0, 0], ['get'], ['get', 'h'], ['auth', '?'], ['hello', 9], ['reset', 'x'], ['failover', 'x']
]

const variants = {
  RESP2: { protocol: 2 },
  RESP3: { protocol: 3 },
  'RESP3 with its own shapes': { protocol: 3, replyMapping: 'resp3' },
  'RESP2 with stringNumbers': { protocol: 2, stringNumbers: true },
  'RESP3 with stringNumbers': { protocol: 3, stringNumbers: true },
  'RESP3 with its own shapes and stringNumbers': { protocol: 3, replyMapping: 'resp3', stringNumbers: true }
}

describe('replies are those of ioredis', () => {
  const server = useRedis({ args: ['--enable-debug-command', 'local'] })
  const clients = useClients(server)

  /** What a client gets for every command, one after the other. */
  async function replies (Client, options, suffix) {
    await server.call('flushall')
    await server.call('script', 'flush')
    const client = clients.add(new Client({ port: server.port, host: server.host, ...options }))
    const list = []
    for (const [name, ...args] of commands) {
      const method = client[name + suffix]
      list.push([name, await settle(method.apply(client, args))])
    }
    client.disconnect()
    return list
  }

  for (const [title, options] of Object.entries(variants)) {
    for (const suffix of ['', 'Buffer']) {
      it(`${title}${suffix && ', as Buffers'}`, async () => {
        const { client, ioredis } = peers()
        const theirs = await replies(ioredis, options, suffix)
        const ours = await replies(client, options, suffix)
        for (let i = 0; i < commands.length; i++) {
          assert.deepEqual(ours[i], theirs[i], `${title}: ${commands[i].join(' ')}`)
        }
        const kinds = new Set(theirs.map(([, reply]) => reply === null ? 'null' : reply?.constructor.name))
        assert.ok(kinds.size >= 4, [...kinds].join())
      })
    }
  }

  for (const kind of ['string', 'integer', 'double', 'null', 'array', 'set', 'map',
    'push', 'verbatim', 'true', 'false', 'bignum']) {
    it(`DEBUG PROTOCOL ${kind}`, async () => {
      const { client, ioredis } = peers()
      const get = async (Client, options, suffix) => {
        const one = clients.add(new Client({ port: server.port, host: server.host, ...options }))
        const reply = await settle(one['debug' + suffix]('protocol', kind))
        const alive = await settle(one.echo('still there'))
        one.disconnect()
        return [reply, alive]
      }
      for (const [title, options] of Object.entries(variants)) {
        for (const suffix of ['', 'Buffer']) {
          assert.deepEqual(await get(client, options, suffix), await get(ioredis, options, suffix), title + suffix)
        }
      }
    })
  }

  differs('attributes are no part of a reply', async () => {
    const client = clients.create()
    const reply = await client.debug('protocol', 'attrib')
    assert.equal(typeof reply, 'string')
    assert.equal(await client.echo('still there'), 'still there')
  })
})

/** A reply, or its error as plain data; what varies by nature is left out. */
async function settle (promise) {
  try {
    return steady(await promise)
  } catch (error) {
    return { name: error.name, message: error.message, command: error.command }
  }
}

/**
 * The reply without what says nothing: times, which differ between two calls
 * of anybody, and the last digit of a double, where ioredis' sum of digits is
 * not quite the nearest number.
 */
function steady (value) {
  const text = Buffer.isBuffer(value) ? value.toString() : value
  if (typeof text === 'string' && /^\d{13}$/.test(text)) return 'a time'
  if (typeof value === 'number') return Number(value.toPrecision(15))
  return Array.isArray(value) ? value.map(steady) : value
}
