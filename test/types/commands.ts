/** Replies of the commands, and what they accept. */

import { Redis, type RedisKey, type RedisValue } from 'hicast'
import { accepts, is } from './assert'

const redis = new Redis()

// Strings
is<Promise<string | null>>()(redis.get('key'))
is<Promise<Buffer | null>>()(redis.getBuffer(Buffer.from('key')))
is<Promise<'OK'>>()(redis.set('key', 'value'))
is<Promise<'OK'>>()(redis.set('key', 1, 'EX', 60))
is<Promise<'OK'>>()(redis.set('key', 'value', 'KEEPTTL'))
is<Promise<'OK' | null>>()(redis.set('key', 'value', 'NX'))
is<Promise<'OK' | null>>()(redis.set('key', 'value', 'PX', 100, 'XX'))
is<Promise<'OK' | null>>()(redis.set('key', 'value', 'NX', 'PX', 100))
is<Promise<'OK' | null>>()(redis.set('key', 'value', 'IFEQ', 'old', 'EX', 1))
is<Promise<string | null>>()(redis.set('key', 'value', 'GET'))
is<Promise<string | null>>()(redis.set('key', 'value', 'EX', 60, 'NX', 'GET'))
is<Promise<Buffer>>()(redis.setBuffer('key', 'value'))
is<Promise<Buffer | null>>()(redis.setBuffer('key', 'value', 'GET'))
redis.set('key', 'value', (err, reply) => {
  is<Error | null | undefined>()(err)
  is<'OK' | undefined>()(reply)
})
redis.set('key', 'value', 'EX', 60, 'NX', (err, reply) => {
  is<Error | null | undefined>()(err)
  is<'OK' | null | undefined>()(reply)
})
// @ts-expect-error no value
redis.set('key')
// @ts-expect-error no time
redis.set('key', 'value', 'EX')
// @ts-expect-error no such word
redis.set('key', 'value', 'QX', 1)
// @ts-expect-error a key has no third argument
redis.get('key', 'other')
// @ts-expect-error nobody sends objects
redis.set('key', { a: 1 })

is<Promise<(string | null)[]>>()(redis.mget('a', 'b'))
is<Promise<(Buffer | null)[]>>()(redis.mgetBuffer(['a', 'b']))
is<Promise<'OK'>>()(redis.mset('a', 1, 'b', Buffer.from('2')))
is<Promise<'OK'>>()(redis.mset({ a: 1, b: 2 }))
is<Promise<'OK'>>()(redis.mset(new Map([['a', 1]])))
is<Promise<number>>()(redis.msetnx({ a: 1 }))
is<Promise<number>>()(redis.incr('key'))
is<Promise<number>>()(redis.incrby('key', '5'))
is<Promise<string>>()(redis.incrbyfloat('key', 0.5))
is<Promise<number>>()(redis.setnx('key', 'value'))
is<Promise<string>>()(redis.getrange('key', 0, -1))
is<Promise<string | null>>()(redis.getex('key', 'PERSIST'))

// Keys
is<Promise<number>>()(redis.del('a'))
is<Promise<number>>()(redis.del('a', 'b'))
is<Promise<number>>()(redis.del(['a', 'b']))
is<Promise<number>>()(redis.exists('a', Buffer.from('b')))
is<Promise<number>>()(redis.expire('key', 60))
is<Promise<number>>()(redis.expire('key', 60, 'NX'))
is<Promise<number>>()(redis.ttl('key'))
is<Promise<string[]>>()(redis.keys('*'))
is<Promise<string>>()(redis.type('key'))
is<Promise<[cursor: string, elements: string[]]>>()(redis.scan(0))
is<Promise<[cursor: string, elements: string[]]>>()(redis.scan('0', 'MATCH', 'user:*', 'COUNT', 10))
is<Promise<[cursor: string, elements: string[]]>>()(redis.scan(0, 'COUNT', 10, 'MATCH', 'user:*'))
const keys: string[] = []
redis.del(...keys)
redis.del(...keys, (err, count) => {
  is<Error | null | undefined>()(err)
  is<number | undefined>()(count)
})
redis.del(keys, (err, count) => {
  is<Error | null | undefined>()(err)
  is<number | undefined>()(count)
})
declare const maybe: ((err?: Error | null, result?: number) => void) | undefined
redis.incr('key', maybe)
redis.del('key', maybe)
// @ts-expect-error a key is no number
redis.del(1)

// Hashes
is<Promise<number>>()(redis.hset('key', 'field', 1))
is<Promise<number>>()(redis.hset('key', 'a', 1, 'b', 2))
is<Promise<number>>()(redis.hset('key', { a: 1 }))
is<Promise<number>>()(redis.hset('key', new Map([['a', 1]])))
is<Promise<string | null>>()(redis.hget('key', 'field'))
is<Promise<(string | null)[]>>()(redis.hmget('key', 'a', 'b'))
is<Promise<Record<string, string>>>()(redis.hgetall('key'))
is<Promise<Record<string, Buffer>>>()(redis.hgetallBuffer('key'))
is<Promise<number>>()(redis.hdel('key', 'a', 'b'))
is<Promise<number>>()(redis.hincrby('key', 'field', 2))
is<Promise<number[]>>()(redis.hexpire('key', 60, 'FIELDS', 2, 'a', 'b'))
redis.hgetall('key', (err, fields) => {
  is<Error | null | undefined>()(err)
  is<Record<string, string> | undefined>()(fields)
})

// Lists
is<Promise<number>>()(redis.lpush('key', 'a', 1, Buffer.from('b')))
is<Promise<number>>()(redis.rpush('key', ['a', 'b']))
is<Promise<string[]>>()(redis.lrange('key', 0, -1))
is<Promise<string | null>>()(redis.lpop('key'))
is<Promise<string[] | null>>()(redis.lpop('key', 2))
is<Promise<[string, string] | null>>()(redis.blpop('a', 'b', 5))
is<Promise<[string, string] | null>>()(redis.brpop(['a', 'b'], 5))
is<Promise<number[]>>()(redis.lpos('key', 'a', 'COUNT', 0))
is<Promise<number | null>>()(redis.lpos('key', 'a'))

// Sets and sorted sets
is<Promise<number>>()(redis.sadd('key', 'a', 'b'))
is<Promise<string[]>>()(redis.smembers('key'))
is<Promise<number>>()(redis.sismember('key', 'a'))
is<Promise<string | null>>()(redis.spop('key'))
is<Promise<string[]>>()(redis.spop('key', 2))
is<Promise<number>>()(redis.zadd('key', 1, 'a', 2, 'b'))
is<Promise<number>>()(redis.zadd('key', 'GT', 'CH', 1, 'a'))
is<Promise<string>>()(redis.zadd('key', 'INCR', 1, 'a'))
is<Promise<string[]>>()(redis.zrange('key', 0, -1))
is<Promise<string[]>>()(redis.zrange('key', '-inf', '+inf', 'BYSCORE', 'LIMIT', 0, 10))
is<Promise<string[]>>()(redis.zrange('key', 0, -1, 'WITHSCORES'))
is<Promise<string[]>>()(redis.zrangebyscore('key', 0, '(5', 'LIMIT', 0, 1, 'WITHSCORES'))
is<Promise<string | null>>()(redis.zscore('key', 'a'))
is<Promise<number | null>>()(redis.zrank('key', 'a'))
is<Promise<string[]>>()(redis.zunion(2, 'a', 'b', 'WEIGHTS', 1, 2, 'AGGREGATE', 'MAX'))

// Streams
is<Promise<string | null>>()(redis.xadd('key', '*', 'field', 'value'))
is<Promise<string | null>>()(redis.xadd('key', 'MAXLEN', '~', 1000, '*', 'field', 'value'))
is<Promise<[id: string, fields: string[]][]>>()(redis.xrange('key', '-', '+', 'COUNT', 10))
is<Promise<[key: string, items: [id: string, fields: string[]][]][] | null>>()(
  redis.xread('BLOCK', 0, 'STREAMS', 'a', 'b', '$', '$')
)
is<Promise<[key: string, items: [id: string, fields: string[] | null][]][] | null>>()(
  redis.xreadgroup('GROUP', 'group', 'me', 'COUNT', 1, 'BLOCK', 0, 'STREAMS', 'a', '>')
)
is<Promise<'OK'>>()(redis.xgroup('CREATE', 'key', 'group', '$', 'MKSTREAM'))
is<Promise<number>>()(redis.xack('key', 'group', '1-0'))

// Scripts, transactions, connection and server
is<Promise<unknown>>()(redis.eval('return KEYS[1]', 1, 'key', 'arg'))
is<Promise<unknown>>()(redis.evalsha('abc', 0))
is<Promise<'OK'>>()(redis.watch('a', 'b'))
is<Promise<string>>()(redis.script('LOAD', 'return 1'))
is<Promise<number[]>>()(redis.script('EXISTS', 'abc'))
is<Promise<'PONG'>>()(redis.ping())
is<Promise<string>>()(redis.ping('hello'))
is<Promise<string>>()(redis.info())
is<Promise<string>>()(redis.info('server', 'clients'))
is<Promise<number>>()(redis.client('ID'))
is<Promise<string | null>>()(redis.client('GETNAME'))
is<Promise<string>>()(redis.client('LIST', 'TYPE', 'PUBSUB'))
is<Promise<string[]>>()(redis.config('GET', 'maxmemory'))
is<Promise<'OK'>>()(redis.config('SET', 'maxmemory', '1gb'))
is<Promise<'OK'>>()(redis.flushall('ASYNC'))
is<Promise<number>>()(redis.dbsize())
is<Promise<'OK'>>()(redis.select(1))
// @ts-expect-error no such subcommand
redis.client('DANCE')

// Whatever else the server knows
is<Promise<unknown>>()(redis.call('JSON.GET', 'key', '$'))
is<Promise<unknown>>()(redis.call('JSON.GET', ['key', '$']))
is<Promise<unknown>>()(redis.callBuffer('DUMP', 'key'))
redis.call('JSON.GET', 'key', (err, reply) => {
  is<Error | null | undefined>()(err)
  is<unknown>()(reply)
})
redis.call('TIME', (err) => is<Error | null | undefined>()(err))

// RESP3's own shapes
const resp3 = new Redis({ replyMapping: 'resp3' })
is<Redis<'resp3'>>()(resp3)
is<Redis<'resp3'>>()(resp3.duplicate())
is<Redis>()(resp3.duplicate({ replyMapping: 'legacy' }))
is<Promise<number | null>>()(resp3.zscore('key', 'a'))
is<Promise<[member: string, score: number][]>>()(resp3.zrange('key', 0, -1, 'WITHSCORES'))
is<Promise<Record<string, string>>>()(resp3.config('GET', 'maxmemory'))
is<Promise<Record<string, [id: string, fields: string[]][]> | null>>()(resp3.xread('STREAMS', 'a', '0'))
is<Promise<string[]>>()(redis.vsim('key', 'ELE', 'a', 'WITHSCORES'))
is<Promise<Record<string, number>>>()(resp3.vsim('key', 'ELE', 'a', 'WITHSCORES'))
is<Promise<string | null>>()(resp3.get('key'))

// A part of the client as a program's own interface, and functions over it
interface Cache {
  get(key: string): Promise<string | null>
  set(key: string, value: string, mode: 'EX', seconds: number): Promise<unknown>
  del(...keys: string[]): Promise<number>
}
accepts<Cache>(redis)
accepts<Pick<Redis, 'get' | 'set'>>(redis)
accepts<RedisKey>(Buffer.from('key'))
accepts<RedisValue>(1)
