'use strict'

const { toMessage, toMessages } = require('./entries')
const { PAGE } = require('./scripts')

const FIRST = 100 // entries, while it is not known how large they are
const FEWEST = 10
const MOST = 1000
const LENGTH = 1 << 20 // bytes that a page should have, about

/** Reads a log by pages. */
class Pager {
  /**
   * @param {object} client
   * @param {string} key  of the log
   * @param {string} channel
   */
  constructor (client, key, channel) {
    this._client = client
    this._key = key
    this._channel = channel
    this._count = FIRST
    this._isPlain = false // without scripts
  }

  /**
   * @param {string} start  as XRANGE takes it
   * @returns {Promise<{ messages: import('../../message').Message[], isLast: boolean }>}
   */
  async read (start) {
    const count = this._count
    const messages = await this._read(start, count)
    return { messages, isLast: messages.length < count }
  }

  async _read (start, count) {
    if (this._isPlain) {
      const entries = await this._client.xrangeBuffer(this._key, start, '+', 'COUNT', count)
      return entries.map((entry) => toMessage(this._channel, entry))
    }
    let page
    try {
      page = await this._page(start, count)
    } catch (error) {
      // A user who may read, and run no script.
      if (!/^NOPERM/.test(error.message)) throw error
      this._isPlain = true
      return this._read(start, count)
    }
    const messages = toMessages(this._channel, page)
    if (messages.length > 0) {
      this._count = Math.min(MOST, Math.max(FEWEST, Math.floor(LENGTH / (page.length / messages.length))))
    }
    return messages
  }

  async _page (start, count) {
    try {
      return await this._client.evalshaBuffer(PAGE.sha, 1, this._key, start, count)
    } catch (error) {
      if (!/^NOSCRIPT/.test(error.message)) throw error
      return this._client.evalBuffer(PAGE.lua, 1, this._key, start, count)
    }
  }
}

module.exports = Pager
