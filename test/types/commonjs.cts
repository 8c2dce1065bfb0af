/** `require('hicast')` gives the constructor, which has everything else on it. */

import Redis = require('hicast')

const redis = new Redis(6379, 'localhost', { lazyConnect: true })
const same: Redis.Redis = new Redis.Redis()
const again: Redis = new Redis.default()
const options: Redis.RedisOptions = { host: 'localhost', keyPrefix: 'app:' }

async function main () {
  await redis.subscribe('news', 'weather')
  redis.on('message', (channel, message) => {
    console.log(channel.toUpperCase(), message.length)
  })
  const heard: number = await same.publish('news', 'hello')
  console.log(heard, again.status, options.host)
}

main().catch((err) => {
  if (err instanceof Redis.ReplyError) console.log(err.command?.name)
})
