'use strict'

const { eventually, sleep } = require('./wait')

const SHARDS = Array.from({ length: 30 }, (_, i) => `shard:${i}`)
const CHANNELS = ['news', 'sport']

/**
 * Keeps a cluster busy, with numbers by which is seen what was lost: one client
 * publishes and counts, another one hears.
 */
class ClusterTraffic {
  #create
  #isOn = false
  #loop = null
  #round = 0
  #heard = new Map() // the last number, by channel
  #numbers = new Map() // all that were heard, by channel
  #published = [] // [channel, number] of those whose promise was fulfilled
  #since = 0
  counter = '{counter}'
  shards = SHARDS
  channels = [...CHANNELS, ...SHARDS]
  pending = 0
  settledTwice = 0
  counted = 0
  failures = []

  /** @param {(options?: object) => object} create  makes a client of the cluster */
  constructor (create) {
    this.#create = create
  }

  async start () {
    this.subscriber = this.#create({ shardedSubscribers: true })
    this.publisher = this.#create()
    this.subscriber.on('message', (channel, message) => this.#hear(channel, Number(message)))
    this.subscriber.on('smessage', (channel, message) => this.#hear(channel, Number(message)))
    await this.subscriber.subscribe(...CHANNELS)
    for (const channel of SHARDS) await this.subscriber.ssubscribe(channel)
    await this.publisher.set(this.counter, 0)
    this.#isOn = true
    this.#loop = this.#run()
    await this.untilAllAreHeard()
  }

  #hear (channel, number) {
    // What was sent again, to another node, comes late.
    this.#heard.set(channel, Math.max(this.#heard.get(channel) ?? 0, number))
    if (!this.#numbers.has(channel)) this.#numbers.set(channel, new Set())
    this.#numbers.get(channel).add(number)
  }

  async #run () {
    while (this.#isOn) {
      this.#round += 1
      const number = String(this.#round)
      const note = (channel) => this.#published.push([channel, Number(number)])
      for (const channel of CHANNELS) this.#track(this.publisher.publish(channel, number).then(() => note(channel)))
      for (const channel of SHARDS) this.#track(this.publisher.spublish(channel, number).then(() => note(channel)))
      this.#track(this.publisher.incr(this.counter).then(() => { this.counted += 1 }))
      this.#track(this.publisher.pipeline().set('{p}a', number).get('{p}a').exec())
      await sleep(20)
    }
  }

  #track (promise) {
    let isSettled = false
    const settle = (error) => {
      if (isSettled) this.settledTwice += 1
      isSettled = true
      this.pending -= 1
      if (error instanceof Error) this.failures.push(error.message)
    }
    this.pending += 1
    promise.then(settle, settle)
  }

  /** Waits until each channel has heard what was published after this call. */
  async untilAllAreHeard (timeout = 30000) {
    this.#since = this.#round
    await eventually(() => this.deaf().length === 0, 'every channel to be heard', { timeout, interval: 20 })
      .catch((error) => {
        error.message += `; deaf: ${this.deaf().join(' ')}`
        throw error
      })
  }

  /** @returns {string[]} channels that have heard nothing since then */
  deaf () {
    return this.channels.filter((channel) => !(this.#heard.get(channel) > this.#since))
  }

  /** Messages whose publish was fulfilled, and how many of them were not heard. */
  get losses () {
    const lost = this.#published.filter(([channel, number]) => !this.#numbers.get(channel)?.has(number))
    return { published: this.#published.length, lost: lost.length }
  }

  /** @returns {Promise<number>} of the counter */
  async value () {
    return Number(await this.publisher.get(this.counter))
  }

  async stop () {
    if (!this.#isOn) return
    this.#isOn = false
    await this.#loop
    await eventually(() => this.pending === 0, 'all promises to settle', { timeout: 30000, interval: 20 })
  }
}

module.exports = { ClusterTraffic }
