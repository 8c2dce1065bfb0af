import { Pipeline, Redis, type ChainableCommander } from 'hicast'
import { accepts, is } from './assert'

type Replies = Promise<[error: Error | null, result: unknown][] | null>

const redis = new Redis()

is<ChainableCommander>()(redis.pipeline())
is<Replies>()(redis.pipeline().set('key', 'value').get('key').incrby('n', 2).exec())
is<Replies>()(redis.pipeline([['set', 'key', 'value'], ['get', 'key']]).exec())
is<Replies>()(redis.multi().del('key').publish('news', 'text').exec())
is<Replies>()(redis.multi([['get', 'key']]).exec())
is<ChainableCommander>()(redis.multi({ pipeline: true }))
is<Promise<'OK'>>()(redis.multi({ pipeline: false }))
is<Replies>()(redis.exec())
is<number>()(redis.pipeline().get('key').length)
accepts<number | undefined>(({} as Pipeline).length)

redis.pipeline()
  .get('key', (err, value) => {
    is<Error | null | undefined>()(err)
    is<string | null | undefined>()(value)
  })
  .call('JSON.GET', 'key')
  .exec((err, replies) => {
    is<Error | null | undefined>()(err)
    is<[error: Error | null, result: unknown][] | null | undefined>()(replies)
  })

new Redis({ replyMapping: 'resp3' }).pipeline().set('key', 1).zscore('key', 'a', (err, score) => {
  is<Error | null | undefined>()(err)
  is<number | null | undefined>()(score)
})

export async function main () {
  for (const [err, reply] of await redis.pipeline().get('key').exec() ?? []) {
    is<Error | null>()(err)
    is<unknown>()(reply)
  }
}
