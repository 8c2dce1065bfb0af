/**
 * Keeps one client busy, to be watched by a profiler:
 *
 *   npm run profile -- receive|publish [seconds]
 *
 * writes profiles/*.cpuprofile, which the developer tools of a browser show.
 */
import process from 'node:process'
import { once } from 'node:events'
import { Redis } from 'hicast'
import { startRedis } from './redis.mjs'

const [what = 'receive', seconds = '5'] = process.argv.slice(2)
const CHANNEL = 'profile'
const MESSAGE = JSON.stringify({ type: 'logout', userId: 42 }).padEnd(100)
const BATCH = 20000

/** The server makes the messages itself, so that publishing costs this process nothing. */
const FLOOD = `for i = 1, ARGV[1] do redis.call('publish', '${CHANNEL}', ARGV[2]) end`

async function receive (redis, sub) {
  let count = 0
  await sub.subscribe(CHANNEL)
  sub.on('message', () => { if (++count % BATCH === 0) sub.emit('all') })
  return async () => {
    await Promise.all([once(sub, 'all'), redis.eval(FLOOD, 0, BATCH, MESSAGE)])
    return BATCH
  }
}

async function publish (redis) {
  return async () => {
    await Promise.all(Array.from({ length: 1000 }, () => redis.publish(CHANNEL, MESSAGE)))
    return 1000
  }
}

const work = { receive, publish }[what]
if (!work) throw new Error('profile: receive or publish')
const server = await startRedis(process.env.REDIS_URL)
const redis = new Redis(server.url)
const sub = redis.duplicate()
const step = await work(redis, sub)

const end = Date.now() + Number(seconds) * 1000
const before = process.cpuUsage()
let done = 0
while (Date.now() < end) done += await step()
const { user, system } = process.cpuUsage(before)
console.log(`${what}: ${done}, ${((user + system) / done).toFixed(3)} µs of CPU each`)

await Promise.all([redis.quit(), sub.quit()])
await server.stop()
