import Default, { Cluster, Redis, ReplyError, redis, type RedisOptions } from './reexport.mjs'
import { accepts, is } from './assert.js'

is<Redis>()(redis)
is<Redis>()(new Default())
accepts<RedisOptions>({ port: 6379 })
accepts<Function[]>([Cluster, ReplyError])
is<Promise<string>>()(redis.joined('key', 'text'))
