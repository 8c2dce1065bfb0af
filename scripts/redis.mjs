/** A redis-server for a script, on a free port. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const HOST = '127.0.0.1'

async function freePort () {
  const server = net.createServer().listen(0, HOST)
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

async function accepts (port) {
  const socket = net.connect(port, HOST)
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

/** Starts a redis-server that writes nothing to the disk. */
async function start () {
  const port = await freePort()
  const args = ['--port', port, '--bind', HOST, '--save', '', '--appendonly', 'no', '--loglevel', 'warning',
    '--dbfilename', `hicast-${port}.rdb`] // none of another server's is loaded
  const child = spawn('redis-server', args.map(String), { stdio: 'ignore' })
  let failure = null
  child.on('error', (error) => { failure = error })
  child.on('exit', (code) => { failure ??= new Error(`redis-server ended with ${code}`) })
  process.on('exit', () => child.kill())
  while (!await accepts(port)) {
    if (failure) throw new Error(`no redis-server (${failure.message}): install it, or set REDIS_URL`)
    await sleep(20)
  }
  return { port, child }
}

/**
 * @param {string | undefined} url  of a server that runs already
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startRedis (url) {
  if (url) return { url, stop: async () => {} }
  const { port, child } = await start()
  return {
    url: `redis://${HOST}:${port}`,
    async stop () {
      const ended = once(child, 'exit')
      child.kill()
      await ended
    }
  }
}
