import { Redis } from 'hicast'
import { is } from './assert'

const redis = new Redis()

is<Redis>()(redis.on('connect', () => {}))
is<Redis>()(redis.once('ready', () => {}))
is<Redis>()(redis.off('end', () => {}))
redis.on('wait', () => {}).on('connecting', () => {}).on('close', () => {})
redis.on('reconnecting', (delay) => is<number>()(delay))
redis.on('error', (error) => is<Error>()(error))
redis.on('error', (error: NodeJS.ErrnoException) => error.code)

redis.on('message', (channel, message) => {
  is<string>()(channel)
  is<string>()(message)
})
redis.once('messageBuffer', (channel, message) => {
  is<Buffer>()(channel)
  is<Buffer>()(message)
})
redis.on('pmessage', (pattern, channel, message) => {
  is<string>()(pattern)
  is<string>()(channel)
  is<string>()(message)
})
redis.once('pmessageBuffer', (pattern, channel, message) => {
  is<string>()(pattern)
  is<Buffer>()(channel)
  is<Buffer>()(message)
})
redis.on('smessage', (channel, message) => {
  is<string>()(channel)
  is<string>()(message)
})
redis.on('smessageBuffer', (channel, message) => {
  is<Buffer>()(channel)
  is<Buffer>()(message)
})
redis.monitor().then((monitor) => monitor.on('monitor', (time, args, source, database) => {
  is<string>()(time)
  is<string[]>()(args)
  is<string>()(source)
  is<string>()(database)
}))

// Events of one's own, and listeners that want to know less.
redis.on('my-event', (anything, more) => is<any>()([anything, more][0]))
redis.on(Symbol('mine'), () => {})
redis.on('message', (channel) => channel.length)
redis.emit('my-event', 1, 2)
declare const name: string
redis.on(name, (...args) => is<any[]>()(args))
