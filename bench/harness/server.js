'use strict'

const fs = require('fs')
const net = require('net')
const os = require('os')
const path = require('path')
const { spawn } = require('child_process')
const { once } = require('events')
const { setTimeout: sleep } = require('timers/promises')
const { Control } = require('./control')
const { pinned, SERVER_CPU } = require('./machine')
const { makeTls, trust } = require('./tls')

/** A TCP port that is free now. */
async function freePort () {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

/** Connects as soon as the server listens. */
async function connectControl (port, child) {
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null) throw new Error('redis-server ended at once')
    try {
      return await Control.connect(port)
    } catch {
      await sleep(25)
    }
  }
  throw new Error('redis-server did not start to listen within 5 s')
}

/**
 * Starts a redis-server of our own, on its own CPU, without persistence and
 * without a bound on what it buffers for subscribers: a slow client shall be
 * slow here, not cut off.
 *
 * @param {{isTls?: boolean}} [question]  whether its clients shall come by TLS
 * @returns {Promise<{ port: number, pid: number, control: Control, stop: () => Promise<void> }>}
 */
async function startServer ({ isTls } = {}) {
  const port = await freePort()
  const tlsPort = isTls ? await freePort() : port
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'hicast-bench-'))
  const tls = isTls ? makeTls(dir, tlsPort) : { args: [] }
  trust(tls.ca)
  const [program, ...args] = pinned(SERVER_CPU, [
    'redis-server', '--port', String(port), '--bind', '127.0.0.1', '--dir', dir,
    '--save', '', '--appendonly', 'no', '--loglevel', 'warning',
    '--client-output-buffer-limit', 'pubsub 0 0 0', ...tls.args
  ])
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = once(child, 'exit')
  const control = await connectControl(port, child)

  async function stop () {
    control.close()
    child.kill()
    await ended
    trust(undefined)
    fs.rmSync(dir, { recursive: true, force: true })
  }
  return { port: tlsPort, pid: child.pid, control, stop }
}

module.exports = { startServer }
