'use strict'

/**
 * Publishes: what comes while a request is under way goes with the next one,
 * so that order is kept and a request carries many.
 */
class Producer {
  /**
   * @param {() => Promise<object>} open  gives a producer of KafkaJS, connected
   * @param {string} topic
   * @param {(key: string) => number} partitionOf
   */
  constructor (open, topic, partitionOf) {
    this._open = open
    this._producer = null
    this._topic = topic
    this._partitionOf = partitionOf
    this._waiting = []
    this._isSending = false
    this._idle = null
  }

  async connect () {
    this._producer ??= await this._open()
  }

  send (record) {
    record.partition = this._partitionOf(record.key)
    return new Promise((resolve, reject) => {
      this._waiting.push({ record, resolve, reject })
      if (this._isSending) return
      this._isSending = true
      // The rest of this turn of the loop comes along.
      setImmediate(() => this._run())
    })
  }

  async _run () {
    while (this._waiting.length > 0) {
      const batch = this._waiting.splice(0, 5000)
      try {
        await this.connect()
        const replies = await this._producer.send({ topic: this._topic, acks: -1, messages: batch.map(({ record }) => record) })
        this._settle(batch, replies)
      } catch (error) {
        await this._fail(batch, error)
      }
    }
    this._isSending = false
    this._idle?.()
  }

  /**
   * Whether the broker has the batch is not known. The next one would be sent
   * under the same numbers, and be taken for it: so it has another producer.
   * What waits fails as well, that nothing overtakes what its app sends again.
   */
  async _fail (batch, error) {
    const producer = this._producer
    this._producer = null
    for (const { reject } of [...batch, ...this._waiting.splice(0)]) reject(error)
    await producer?.disconnect().catch(() => {})
  }

  _settle (batch, replies) {
    const next = new Map(replies.map(({ partition, baseOffset }) => [partition, Number(baseOffset)]))
    for (const { record: { partition }, resolve } of batch) {
      const seq = next.get(partition)
      next.set(partition, seq + 1)
      resolve({ seq })
    }
  }

  async close () {
    if (this._isSending) await new Promise((resolve) => { this._idle = resolve })
    await this._producer?.disconnect()
  }
}

module.exports = Producer
