'use strict'

const BEGUN = Promise.resolve()

/** A user, a room or everybody: something that is subscribed while it has seats. */
class Topic {
  /** @param {string} id */
  constructor (id) {
    this.id = id
    /** @type {Set<import('./seat')>} */
    this.seats = new Set()
    /** Confirmed by the broker. */
    this.isHeld = false
    /** Nobody is in it, and it is not subscribed: who comes next gets another one. */
    this.isGone = false
    /** What still comes is of a subscription that ends. */
    this.isEnding = false
    /** Position of the newest message seen here; null: none, or no history. */
    this.position = null
    /** The newest messages, without a hole; undefined: none, or no history. */
    this.recent = undefined
    this.working = null
    this.timer = null
  }

  /** Messages were missed: what is kept of those before does not go on with those to come. */
  forget () {
    this.position = null
    this.recent = undefined
  }
}

/**
 * The topics that this server needs. A topic is subscribed with its first seat
 * and unsubscribed some time after its last. What is wanted may change while
 * the broker is still busy with the change before: then one follows the other.
 */
class Topics {
  /**
   * @param {import('./sources').Source} source
   * @param {number} linger  ms that a topic outlives its last seat
   */
  constructor (source, linger) {
    this._source = source
    this._linger = linger
    /** @type {Map<string, Topic>} */
    this._topics = new Map()
    this._isClosed = false
  }

  get size () {
    return this._topics.size
  }

  /** @returns {IterableIterator<Topic>} */
  all () {
    return this._topics.values()
  }

  /**
   * @param {string} id
   * @returns {Topic|undefined}
   */
  get (id) {
    return this._topics.get(id)
  }

  /**
   * @param {string} id
   * @param {import('./seat')} seat
   * @returns {Topic|Promise<Topic>} at once when it is subscribed already, else
   *   when the broker has confirmed: nothing that is sent after that is missed;
   *   rejects when it refuses
   */
  join (id, seat) {
    let topic = this._topics.get(id)
    if (topic === undefined) {
      topic = new Topic(id)
      this._topics.set(id, topic)
    }
    topic.seats.add(seat)
    if (topic.timer !== null) clearTimeout(topic.timer)
    topic.timer = null
    if (topic.isHeld && topic.working === null) return topic
    return this._work(topic).then(() => topic, (error) => {
      topic.seats.delete(seat)
      this._tidy(topic)
      throw error
    })
  }

  /**
   * @param {string} id
   * @param {import('./seat')} seat
   */
  leave (id, seat) {
    const topic = this._topics.get(id)
    if (topic === undefined || !topic.seats.delete(seat) || topic.seats.size > 0) return
    if (this._isClosed) return
    clearTimeout(topic.timer)
    topic.timer = setTimeout(() => this._release(topic), this._linger)
    topic.timer.unref()
  }

  /** No more is unsubscribed: the source itself is about to close. */
  close () {
    this._isClosed = true
    for (const topic of this._topics.values()) clearTimeout(topic.timer)
  }

  _release (topic) {
    topic.timer = null
    // Who comes meanwhile is told when it cannot be subscribed again.
    this._work(topic).catch(() => {})
  }

  _work (topic) {
    if (topic.working !== null) return topic.working
    topic.working = BEGUN
    const working = this._reconcile(topic)
    if (topic.working === BEGUN) topic.working = working // else it has ended at once
    return working
  }

  async _reconcile (topic) {
    try {
      while (topic.isHeld !== (topic.seats.size > 0) && !this._isClosed) {
        if (topic.isHeld) {
          topic.isHeld = false
          topic.isEnding = true
          // What cannot be undone now is undone with the connection. Who comes meanwhile is not refused for it.
          await this._source.unsubscribe(topic.id).catch(() => {})
          topic.isEnding = false
        } else {
          topic.forget()
          const start = await this._source.subscribe(topic.id)
          // A message may have come already.
          if (this._source.hasHistory) topic.position ??= start
          topic.isHeld = true
        }
      }
    } finally {
      topic.working = null
      this._tidy(topic)
    }
  }

  _tidy (topic) {
    if (topic.seats.size > 0 || topic.isHeld || topic.working !== null) return
    topic.isGone = true
    if (this._topics.get(topic.id) === topic) this._topics.delete(topic.id)
  }
}

module.exports = { Topic, Topics }
