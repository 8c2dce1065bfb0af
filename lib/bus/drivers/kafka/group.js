'use strict'

const { encodeName, encodeToken } = require('../../names')
const { KeptConsumer, RETRY } = require('./consumer')
const { channelOf, toMessage } = require('./messages')

/**
 * A member of a group. Kafka keeps an offset for each partition and knows no
 * single message: what fails is tried again in its place, and holds up what is
 * behind it in its partition.
 */
class GroupMember {
  constructor ({ kafka, topic, prefix, channel, consumer, options }) {
    this._name = prefix + channel
    this._channel = channel
    this._consumer = consumer
    this._options = options
    this._open = new Set() // functions that end what is in hand
    this._isClosed = false
    this._kafka = new KeptConsumer({
      make: () => kafka.consumer({
        groupId: `hicast.${encodeToken(options.group)}.${encodeName(this._name)}`,
        allowAutoTopicCreation: false,
        sessionTimeout: Math.max(6000, options.ackTimeout),
        maxWaitTimeInMs: 1000,
        retry: RETRY
      }),
      subscription: { topic, fromBeginning: options.from.kind === 'first' },
      run: {
        autoCommitInterval: 200,
        autoCommitThreshold: 100,
        partitionsConsumedConcurrently: options.maxInFlight,
        eachMessage: (each) => this._onMessage(each)
      }
    })
  }

  async open () {
    await this._kafka.open()
    return this
  }

  async _onMessage ({ message: record, heartbeat }) {
    if (channelOf(record) !== this._name) return
    const timer = setInterval(() => heartbeat().catch(() => {}), 3000)
    try {
      for (let deliveries = 1; ; deliveries++) {
        const again = await this._deliver(record, deliveries)
        if (again === null) return
        if (again > 0) await new Promise((resolve) => setTimeout(resolve, again))
      }
    } finally {
      clearInterval(timer)
    }
  }

  /** @returns {Promise<number|null>} ms until the next try; null: done */
  _deliver (record, deliveries) {
    if (this._isClosed) return Promise.reject(new Error('closed'))
    return new Promise((resolve, reject) => {
      const end = () => reject(new Error('closed'))
      const settle = (value) => {
        this._open.delete(end)
        resolve(value)
      }
      this._open.add(end)
      const message = toMessage(this._channel, record)
      message.deliveries = deliveries
      message._settlement = { ack: () => settle(null), nack: ({ delay = 0 } = {}) => settle(delay) }
      this._consumer._push(message)
    })
  }

  async close () {
    this._isClosed = true
    for (const end of this._open) end()
    this._open.clear()
    await this._kafka.close()
  }
}

module.exports = GroupMember
