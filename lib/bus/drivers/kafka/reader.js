'use strict'

const { randomBytes } = require('crypto')
const { channelOf } = require('./messages')

/**
 * Reads the whole topic from given offsets on. KafkaJS has consumers of groups
 * only: this one has a group of its own, which is deleted in the end, and is
 * put back to where it was whenever it joins anew.
 */
class TopicReader {
  /**
   * @param {{ kafka: object, topic: string, name: string, remove: (group: string) => void }} context
   * @param {Map<number, number>} offsets  by partition: the first to read
   * @param {(name: string, partition: number, record: object) => Promise<void>|null} take
   * @param {string} [group]  with a name it is kept, and offsets can be committed
   */
  constructor ({ kafka, topic, name, remove }, offsets, take, group) {
    this._topic = topic
    this._next = offsets
    this._take = take
    this._isThrownAway = group === undefined
    this._group = group ?? `hicast-${name}-${randomBytes(6).toString('hex')}`
    this._remove = remove
    this._consumer = kafka.consumer({ groupId: this._group, allowAutoTopicCreation: false, maxWaitTimeInMs: 1000, retry: { retries: 1e9, maxRetryTime: 2000 } })
  }

  async open () {
    const { GROUP_JOIN } = this._consumer.events
    await this._consumer.connect()
    await this._consumer.subscribe({ topic: this._topic, fromBeginning: false })
    const joined = new Promise((resolve) => {
      this._consumer.on(GROUP_JOIN, () => {
        this._seek()
        resolve()
      })
    })
    await this._consumer.run({ autoCommit: false, eachMessage: (each) => this._onMessage(each) })
    await joined
    return this
  }

  _seek () {
    for (const [partition, offset] of this._next) {
      this._consumer.seek({ topic: this._topic, partition, offset: String(offset) })
    }
  }

  async _onMessage ({ partition, message: record, heartbeat }) {
    const offset = Number(record.offset)
    if (offset < (this._next.get(partition) ?? 0)) return
    this._next.set(partition, offset + 1)
    const name = channelOf(record)
    if (name === null) return
    const room = this._take(name, partition, record)
    if (room === null) return
    const timer = setInterval(() => heartbeat().catch(() => {}), 3000)
    await room.finally(() => clearInterval(timer))
  }

  commit (partition, offset) {
    return this._consumer.commitOffsets([{ topic: this._topic, partition, offset: String(offset) }])
  }

  async close () {
    await this._consumer.disconnect()
    if (this._isThrownAway) this._remove(this._group)
  }
}

module.exports = TopicReader
