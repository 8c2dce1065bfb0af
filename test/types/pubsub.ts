import { Redis } from 'hicast'
import { is } from './assert'

const redis = new Redis()

is<Promise<number>>()(redis.publish('news', 'text'))
is<Promise<number>>()(redis.publish(Buffer.from('news'), Buffer.from([0, 255])))
is<Promise<number>>()(redis.publish('news', 42))
is<Promise<number>>()(redis.spublish('news', 'text'))
redis.publish('news', 'text', (err, receivers) => {
  is<Error | null | undefined>()(err)
  is<number | undefined>()(receivers)
})
// @ts-expect-error nothing to publish
redis.publish('news')
// @ts-expect-error an object is no message
redis.publish('news', { text: 'hello' })
// @ts-expect-error a channel has a name
redis.publish(7, 'text')

is<Promise<number>>()(redis.subscribe('news'))
is<Promise<number>>()(redis.subscribe('news', Buffer.from('weather')))
is<Promise<number>>()(redis.subscribe(['news', 'weather']))
is<Promise<number>>()(redis.psubscribe('news.*'))
is<Promise<number>>()(redis.ssubscribe('news'))
is<Promise<number>>()(redis.unsubscribe())
is<Promise<number>>()(redis.unsubscribe('news'))
is<Promise<number>>()(redis.punsubscribe('news.*', 'weather.*'))
is<Promise<number>>()(redis.sunsubscribe())
redis.subscribe('news', 'weather', (err, count) => {
  is<Error | null | undefined>()(err)
  is<number | undefined>()(count)
})
redis.psubscribe(['news.*'], (err, count) => {
  is<Error | null | undefined>()(err)
  is<number | undefined>()(count)
})
redis.unsubscribe((err, count) => {
  is<Error | null | undefined>()(err)
  is<number | undefined>()(count)
})
const channels = ['a', 'b']
redis.subscribe(...channels)
redis.subscribe(...channels, (err) => is<Error | null | undefined>()(err))
// @ts-expect-error a channel has a name
redis.subscribe(7)

is<Promise<string[]>>()(redis.pubsub('CHANNELS', 'news*'))
is<Promise<unknown[]>>()(redis.pubsub('NUMSUB', 'news', 'weather'))
is<Promise<number>>()(redis.pubsub('NUMPAT'))
