/** The forms of import that ES modules know. */

import Default, { Cluster, Redis, ReplyError, type RedisOptions } from 'hicast'
import * as all from 'hicast'
import type { ChainableCommander, RedisStatus } from 'hicast'

const options: RedisOptions = { port: 6379 }
const one: Redis = new Default(options)
const two: Default = new Redis(options)
const three: Redis = new all.Redis()
const status: RedisStatus = one.status

const sub = new Redis()
sub.subscribe('user-events')
sub.on('message', (channel, raw) => {
  const event = JSON.parse(raw)
  if (event.type === 'logout') console.log(channel, event.userId)
})

const pub = new Redis()
await pub.publish('user-events', JSON.stringify({ type: 'logout', userId: 42 }))

const pipeline: ChainableCommander = two.pipeline().set('a', 1)
console.log(status, three.mode, pipeline.length, Cluster.name, ReplyError.name)
