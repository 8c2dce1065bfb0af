'use strict'

const { randomBytes } = require('crypto')
const { KeptConsumer, RETRY } = require('./consumer')
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
    // One that is thrown away has another name each time: nobody waits for a member that is gone.
    const groupId = () => {
      if (group !== undefined) return group
      const made = `hicast-${name}-${randomBytes(6).toString('hex')}`
      remove(made)
      return made
    }
    this._consumer = new KeptConsumer({
      make: () => kafka.consumer({
        groupId: groupId(), allowAutoTopicCreation: false, maxWaitTimeInMs: 1000, retry: RETRY
      }),
      subscription: { topic, fromBeginning: false },
      run: { autoCommit: false, eachMessage: (each) => this._onMessage(each) },
      onJoin: (consumer) => this._seek(consumer)
    })
  }

  async open () {
    await this._consumer.open()
    return this
  }

  _seek (consumer) {
    for (const [partition, offset] of this._next) {
      consumer.seek({ topic: this._topic, partition, offset: String(offset) })
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

  async commit (partition, offset) {
    await this._consumer.current?.commitOffsets([{ topic: this._topic, partition, offset: String(offset) }])
  }

  close () {
    return this._consumer.close()
  }
}

module.exports = TopicReader
