'use strict'

/**
 * The least that gives a listener each message as a string of its own, in the
 * shape of a client of ioredis' API: see least.c. Built when first loaded.
 */

const fs = require('fs')
const path = require('path')
const { EventEmitter } = require('events')
const { execFileSync } = require('child_process')

const ADDON = path.join(__dirname, 'build/Release/least.node')
const SOURCE = path.join(__dirname, 'least.c')

function build () {
  if (fs.existsSync(ADDON) && fs.statSync(ADDON).mtimeMs > fs.statSync(SOURCE).mtimeMs) return
  execFileSync('npx', ['--no-install', 'node-gyp', 'rebuild', '-C', __dirname],
    { cwd: path.join(__dirname, '../..'), stdio: ['ignore', 'ignore', 'pipe'] })
}

build()
const { receive } = require(ADDON)

class Redis extends EventEmitter {
  #port

  constructor ({ port }) {
    super()
    this.#port = port
    setImmediate(() => this.emit('ready'))
  }

  /** Fulfilled when the channel is subscribed. */
  subscribe (channel) {
    const [listener] = this.listeners('message')
    return new Promise((resolve) => receive(this.#port, channel, (...payloads) => {
      if (payloads.length === 0) resolve()
      for (let i = 0; i < payloads.length; i++) listener(channel, payloads[i])
    }))
  }
}

module.exports = { Redis }
