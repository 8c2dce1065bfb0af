'use strict'

const { KIND, decode } = require('./envelope')
const { runOf } = require('./frames')
const { isAfter } = require('./positions')

/**
 * Gives sockets that come back what they have missed. What is recent is still
 * here; for what is older, the topic's history is read beside the live feed,
 * until it meets what the live feed has brought.
 */
class Resume {
  /**
   * @param {import('./sources').Source} source
   * @param {number} recent  messages kept for each topic
   * @param {import('./metrics').Metrics} metrics
   */
  constructor (source, recent, metrics) {
    this._source = source
    this._recent = source.hasHistory ? recent : 0
    this._metrics = metrics
    this._feeds = new Map() // topic and position -> Feed, shared by all that left at the same place
  }

  /**
   * Remembers a message of a topic.
   *
   * @param {import('./topics').Topic} topic
   * @param {import('./frames').Message} message
   */
  remember (topic, message) {
    if (message.position === null) return
    topic.position = message.position
    if (this._recent === 0) return
    topic.recent ??= []
    topic.recent.push(message)
    if (topic.recent.length > 2 * this._recent) topic.recent = topic.recent.slice(-this._recent)
  }

  /**
   * @param {import('./seat').Seat} seat  which has entered the topic, and gets nothing of it yet
   * @param {import('./topics').Topic} topic
   * @param {import('./positions').Position} since  the last that it has seen
   */
  async start (seat, topic, since) {
    this._metrics.resumed += 1
    if (!this._source.hasHistory) {
      seat._gap(topic.id, 'this server keeps no history')
      seat._caughtUp(topic.id, null)
      return
    }
    const missed = recentSince(topic, since)
    if (missed === null && this._source.wasQuiet?.(topic.id, since)) {
      seat._caughtUp(topic.id, since)
      return
    }
    if (missed !== null) {
      seat._give(runOf(topic, missed))
      seat._caughtUp(topic.id, missed.at(-1)?.position ?? since)
      return
    }
    await this._feed(topic, since).add(seat)
  }

  _feed (topic, since) {
    const key = `${since.epoch} ${since.offset} ${topic.id}`
    let feed = this._feeds.get(key)
    if (feed === undefined) {
      feed = new Feed(this._source, topic, since, () => this._feeds.delete(key))
      this._feeds.set(key, feed)
    }
    return feed
  }

  async close () {
    await Promise.allSettled([...this._feeds.values()].map((feed) => feed.close()))
  }
}

/** @returns {import('./frames').Message[]|null} null: it is not known here what was missed */
function recentSince (topic, since) {
  const { recent, position } = topic
  if (position !== null && position.epoch === since.epoch && String(position.offset) === String(since.offset)) return []
  if (recent === undefined) return null
  const at = recent.findIndex(({ position: { epoch, offset } }) =>
    epoch === since.epoch && String(offset) === String(since.offset))
  return at === -1 ? null : recent.slice(at + 1)
}

/** The history of one topic from one position on, for one or more seats. */
class Feed {
  constructor (source, topic, since, onEnd) {
    this._source = source
    this._topic = topic
    this._since = since
    this._onEnd = onEnd
    this._seats = new Set()
    this._given = [] // for seats that come while it is read
    this._last = null
    this._epoch = since.epoch
    this._reading = null
    this._isEnded = false
  }

  async add (seat) {
    this._seats.add(seat)
    seat._onLive(this._topic.id, () => this._meet(seat), () => this._finish(seat))
    for (const message of this._given) seat._give(runOf(this._topic, [message]))
    this._reading ??= this._read()
    try {
      this._handle = await this._reading
    } catch (error) {
      this._finish(seat, `the history cannot be read: ${error.message}`)
      return
    }
    if (this._isEnded) await this._handle.close()
  }

  _read () {
    return this._source.read(this._topic.id, this._since, {
      onMessage: (bytes, position) => this._onBytes(bytes, position),
      onGap: (reason) => this._tellGap(reason)
    })
  }

  _tellGap (reason) {
    for (const seat of this._seats) seat._gap(this._topic.id, reason)
  }

  _onBytes (bytes, position) {
    const envelope = decode(bytes)
    if (envelope === null || envelope.kind === KIND.CONTROL || position === null) return
    const { kind, except, payload } = envelope
    this._onMessage({ kind, except, payload, position })
  }

  _onMessage (message) {
    const { epoch } = message.position
    if (epoch !== this._epoch) {
      // There was none yet when the browser was there.
      if (this._epoch !== '') this._tellGap('the broker has begun another history')
      this._epoch = epoch
    }
    this._last = message.position
    this._given.push(message)
    for (const seat of this._seats) {
      seat._give(runOf(this._topic, [message]))
      this._meet(seat)
    }
  }

  // The history has given all that the live feed had come to, or something that
  // the live feed has brought as well: from here on the live feed is enough.
  _meet (seat) {
    const last = this._last
    if (last === null) return
    const first = seat._firstLive(this._topic.id)
    const { position } = this._topic
    const hasMet = (first !== null && !isAfter(first, last)) || (position !== null && !isAfter(position, last))
    if (hasMet) this._finish(seat)
  }

  _finish (seat, reason) {
    if (!this._seats.delete(seat)) return
    if (reason !== undefined) seat._gap(this._topic.id, reason)
    seat._caughtUp(this._topic.id, this._last)
    if (this._seats.size === 0) this.close().catch(() => {})
  }

  async close () {
    if (this._isEnded) return
    this._isEnded = true
    this._onEnd()
    await this._handle?.close()
  }
}

module.exports = { Resume }
