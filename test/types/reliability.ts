import { Redis, type Health, type HicastMethods, type Resubscribed, type ResubscribeError } from 'hicast'
import { is } from './assert'

const redis = new Redis({ heartbeat: { interval: 1000 }, maxQueueBytes: Infinity, resendPublish: false })
export const quiet = new Redis({ heartbeat: false })
// @ts-expect-error: a number of bytes
export const wrong = new Redis({ maxQueueBytes: '64mb' })

redis.on('resubscribed', (info) => {
  is<Resubscribed>()(info)
  is<number>()(info.deafMs)
})
redis.on('messages', (batch) => {
  for (const [channel, message] of batch) is<string>()(channel + message)
})
redis.on('error', (error) => {
  const { channels } = error as ResubscribeError
  is<(string | Buffer)[]>()(channels)
})

is<HicastMethods>()(redis.hicast.pause().resume().ref().unref())
is<Health>()(redis.hicast.health())
is<number | null>()(redis.hicast.health().lastByteAge)

export async function iterate(signal: AbortSignal): Promise<void> {
  for await (const [channel, message] of redis.hicast.messages('a', Buffer.from('b'))) {
    is<string>()(channel)
    is<string>()(message)
  }
  for await (const item of redis.hicast.messages('a', { signal, highWaterMark: 10 })) {
    is<[string, string]>()(item)
  }
  for await (const item of redis.hicast.messages('a', { buffer: true })) is<[Buffer, Buffer]>()(item)
  for await (const item of redis.hicast.messages('a*', { pattern: true })) is<[string, string, string]>()(item)
  for await (const item of redis.hicast.messages('a*', { pattern: true, buffer: true })) {
    is<[Buffer, Buffer, string]>()(item)
  }
  await redis.hicast.messages('a').return()
  redis[Symbol.dispose]()
  await redis[Symbol.asyncDispose]()
}
