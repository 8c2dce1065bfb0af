'use strict'

/* global after, before */

const fs = require('node:fs')
const { chromium } = require('playwright-core')
const { plainEnvironment } = require('./redis_server')

const PROGRAM = ['chromium', 'chromium-browser', 'google-chrome'].map((name) => `/usr/bin/${name}`).find((file) => fs.existsSync(file))
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync']

/**
 * Chromium, without a window and without a network. Not with the sanitizer that
 * may be preloaded for the addon.
 *
 * @returns {Promise<import('playwright-core').Browser>}
 */
function launchChromium () {
  return chromium.launch({ executablePath: PROGRAM, args: FLAGS, env: plainEnvironment(), timeout: 120000 })
}

/** The same for the tests of one `describe`. @returns {{ browser: import('playwright-core').Browser }} */
function useChromium () {
  const held = { browser: null }
  before(async function () {
    this.timeout(150000)
    held.browser = await launchChromium()
  })
  after(() => held.browser?.close())
  return held
}

module.exports = { launchChromium, useChromium }
