/** What the demo talks through. */
import { Redis } from 'hicast'
import { createBroker } from 'hicast/broker'

/** Says at once if nobody answers: the servers of the demo would go on to try. */
async function check (url) {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: null })
  redis.on('error', () => {}) // told by connect(), too
  await redis.connect()
  await redis.quit()
}

/**
 * @param {string | undefined} url  of a server; the embedded broker if there is none
 * @returns {Promise<{ url: string, label: string, close: () => Promise<void> }>}
 */
export async function findServer (url) {
  if (url) {
    await check(url)
    return { url, label: new URL(url).host, close: async () => {} }
  }
  const broker = await createBroker({ port: 0 })
  return { url: broker.url, label: `the embedded broker, ${broker.url}`, close: () => broker.close() }
}
