'use strict'

const { throwLater } = require('../support/errors')
const { messageChannel } = require('../support/tracing')

/**
 * Stands between the dispatcher and the emitter while someone wants messages by
 * the batch or listens to `hicast:message`, so that nobody pays for it else.
 */
class MessageWatcher {
  #emitter
  #batch = null
  #hasSingle = false
  #isTraced = false

  /** @param {import('../pubsub/message_emitter')} emitter */
  constructor (emitter) {
    this.#emitter = emitter
  }

  /** @returns {boolean} whether what is to be delivered must go through here */
  get isWanted () {
    return this.#emitter._delivery.hasBatchListeners || messageChannel.hasSubscribers
  }

  /** Before what one call of the addon delivers. */
  begin () {
    const emitter = this.#emitter
    this.#batch = emitter._delivery.hasBatchListeners ? [] : null
    this.#hasSingle = this.#batch === null || emitter.listenerCount('message') > 0
    this.#isTraced = messageChannel.hasSubscribers
  }

  /** In the place of the emitter's emit(). */
  emit (event, first, second, third) {
    if (this.#isTraced) this.#trace(event, first, second, third)
    if (event === 'message') {
      if (this.#batch !== null) this.#batch.push([first, second])
      if (!this.#hasSingle) return
    }
    if (third === undefined) this.#emitter.emit(event, first, second)
    else this.#emitter.emit(event, first, second, third)
  }

  #trace (event, first, second, third) {
    const isPattern = event === 'pmessage' || event === 'pmessageBuffer'
    messageChannel.publish({
      event,
      pattern: isPattern ? first : undefined,
      channel: isPattern ? second : first,
      length: (isPattern ? third : second).length
    })
  }

  /** After it. */
  end () {
    const batch = this.#batch
    this.#batch = null
    if (batch === null || batch.length === 0) return
    try {
      this.#emitter.emit('messages', batch)
    } catch (error) {
      throwLater(error)
    }
  }
}

module.exports = MessageWatcher
