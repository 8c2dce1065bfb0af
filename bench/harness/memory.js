'use strict'

const { setTimeout: sleep } = require('timers/promises')
const { Side } = require('./side')

/** What stays resident in this process when all garbage is collected, in bytes. */
async function settledRss () {
  for (let i = 0; i < 5; i++) {
    global.gc()
    await sleep(50)
  }
  return process.memoryUsage.rss()
}

/** Starts a client's process, takes the one line it tells, and ends it. */
async function askOnce (question, client, params) {
  const side = Side.start(question, client, params, { node: ['--expose-gc'] })
  try {
    return await side.next()
  } finally {
    await side.stop()
  }
}

module.exports = { settledRss, askOnce }
