'use strict'

const { EventEmitter } = require('events')
const Cursor = require('./cursor')
const { errorText, throwLater } = require('../support/errors')
const MessageWatcher = require('./message_watcher')
const { parseMonitorLine } = require('./monitor_line')
const { NO_ID, Names, fetchBuffers, fetchNames } = require('./names')
const { RECORD, RECORD_CHANNEL_NAME, RECORD_ID_SHIFT, RECORD_NAME, RECORD_TYPE } = require('../support/native')

// The two bits that DELIVER has for each kind of message, from `shift` on.
const STRING = 1
const BUFFER = 2
const BOTH = 3
const MESSAGE = { string: 'message', buffer: 'messageBuffer', shift: 0 }
const SHARD_MESSAGE = { string: 'smessage', buffer: 'smessageBuffer', shift: 4 }
const PATTERN_SHIFT = 2
const SHARD_BUFFER = BUFFER << SHARD_MESSAGE.shift

// What buffer.subarray() makes a Buffer with, without what it costs to find the
// memory of `buffer` each time.
const PartOfBuffer = Buffer[Symbol.species]

const { emit } = EventEmitter.prototype

// Nothing is held back from one message to the next: a listener may come, go or
// throw at any of them. A function rather than a method, so that V8 keeps what
// the client and the sink are over a run.
function emitString (emitter, sink, delivery, names, id, name, payload) {
  const listener = delivery.messageListener
  // The only listener, without what emit() does to find it.
  if (listener !== null && sink === emitter && emitter.emit === emit) {
    listener.call(emitter, name, payload)
  } else {
    sink.emit('message', name, payload)
  }
  if (delivery.bits & BUFFER) sink.emit('messageBuffer', names.buffer(id, name), Buffer.from(payload))
}

// The same for a shard channel.
function emitShardString (emitter, sink, delivery, names, id, name, payload) {
  const listener = delivery.shardListener
  if (listener !== null && sink === emitter && emitter.emit === emit) {
    listener.call(emitter, name, payload)
  } else {
    sink.emit('smessage', name, payload)
  }
  if (delivery.bits & SHARD_BUFFER) sink.emit('smessageBuffer', names.buffer(id, name), Buffer.from(payload))
}

/**
 * Takes what the addon delivers, a batch at a time: messages to listeners,
 * replies to the commands in flight. This is the hottest code of the library.
 */
class Dispatcher {
  #redis
  #emitter // whose listeners get the messages
  #delivery // of the emitter
  #sink // what messages are emitted by: the emitter, or its watcher
  #watcher
  #inFlight
  #words
  #cursor = new Cursor()
  #channels = new Names()
  #patterns = new Names()
  #shardChannels = new Names()
  #matchedChannels = new Names() // what patterns matched

  /**
   * @param {import('../client/redis')} redis
   * @param {import('../support/queue')} inFlight
   * @param {import('../pubsub/message_emitter')} emitter  see deliverTo()
   */
  constructor (redis, inFlight, emitter) {
    this.#redis = redis
    this.#inFlight = inFlight
    this.deliverTo(emitter)
  }

  /** @param {import('../pubsub/message_emitter')} emitter  whose listeners get the messages from now on */
  deliverTo (emitter) {
    this.#emitter = emitter
    this.#delivery = emitter._delivery
    this.#sink = emitter
    this.#watcher = new MessageWatcher(emitter)
  }

  /**
   * Before anything is delivered.
   *
   * @param {Int32Array} words  where the addon writes the records
   */
  start (words) {
    this.#words = words
  }

  /** What was subscribed is not to be subscribed again. */
  forgetAll () {
    this.#forget(NO_ID)
  }

  /**
   * The functions that the addon calls. What a listener throws becomes an
   * uncaught exception, and no other message or reply is lost by it.
   *
   * Each is one function, not a few in each other: V8 compiles each on its own,
   * and need not make the array of a run, which does not leave it.
   *
   * @param {() => void} onDelivered  called after each delivery
   * @returns {Pick<import('../support/native').NativeHandlers, 'deliver'|'deliverRun'>}
   */
  handlers (onDelivered) {
    return {
      deliver: (count, ...values) => {
        const watcher = this.#begin()
        this.#deliverAll(count, values)
        if (watcher !== null) this.#end(watcher)
        onDelivered()
      },
      deliverRun: (id, ...payloads) => {
        const watcher = this.#begin()
        const emitter = this.#emitter
        const sink = this.#sink
        const delivery = this.#delivery
        const names = this.#channels
        const name = names.strings[id]
        let next = 0
        do {
          try {
            while (next < payloads.length) emitString(emitter, sink, delivery, names, id, name, payloads[next++])
          } catch (error) {
            throwLater(error)
          }
        } while (next < payloads.length)
        if (watcher !== null) this.#end(watcher)
        onDelivered()
      }
    }
  }

  #begin () {
    const watcher = this.#watcher
    if (!watcher.isWanted) return null
    this.#sink = watcher
    watcher.begin()
    return watcher
  }

  #end (watcher) {
    watcher.end()
    this.#sink = this.#emitter
  }

  #deliverAll (count, values) {
    const cursor = this.#cursor
    cursor.records = count
    cursor.values = values
    cursor.bits = this.#delivery.bits
    cursor.word = cursor.value = 0
    cursor.fetched = this.#fetch(cursor.bits, count)
    do {
      try {
        this.#walk(cursor)
      } catch (error) {
        throwLater(error)
      }
    } while (cursor.records > 0 || cursor.integers > 0 || cursor.messages > 0)
    cursor.values = cursor.bytes = null
  }

  #fetch (bits, count) {
    if ((bits & BOTH) === STRING) return fetchNames(this.#channels, this.#words, count)
    if ((bits & BOTH) === BUFFER) return fetchBuffers(this.#channels, this.#words, count, RECORD.MESSAGE)
    if (bits & SHARD_BUFFER) return fetchBuffers(this.#shardChannels, this.#words, count, RECORD.SMESSAGE)
    return 0
  }

  // The cursor is moved past a record before anything is done with it.
  #walk (cursor) {
    const words = this.#words
    const emitter = this.#emitter
    const sink = this.#sink
    const delivery = this.#delivery
    const isString = (cursor.bits & BOTH) === STRING
    if (cursor.integers > 0) this.#integers(cursor)
    if (cursor.messages > 0) this.#messages(cursor)
    while (cursor.records > 0) {
      cursor.records -= 1
      const word = words[cursor.word++]
      switch (word & RECORD_TYPE) {
        case RECORD.MESSAGE:
          if (isString && (word & RECORD_NAME) === 0) {
            const id = word >>> RECORD_ID_SHIFT
            const payload = cursor.values[cursor.value++]
            emitString(emitter, sink, delivery, this.#channels, id, this.#channels.strings[id], payload)
          } else {
            this.#message(cursor, word, this.#channels, MESSAGE)
          }
          break
        case RECORD.MESSAGES:
          cursor.messages = words[cursor.word++]
          cursor.id = word >>> RECORD_ID_SHIFT
          cursor.name = nameOf(this.#channels, cursor.id, takeName(word & RECORD_NAME, cursor))
          this.#messages(cursor)
          break
        case RECORD.INTEGERS:
          cursor.integers = word >>> RECORD_ID_SHIFT
          this.#integers(cursor)
          break
        case RECORD.REPLY:
          this.#reply(cursor.values[cursor.value++])
          break
        case RECORD.PMESSAGE:
          this.#patternMessage(cursor, word)
          break
        case RECORD.SMESSAGE:
          this.#message(cursor, word, this.#shardChannels, SHARD_MESSAGE)
          break
        case RECORD.FORGET:
          this.#forget(word >>> RECORD_ID_SHIFT)
          break
        default:
          this.#other(word & RECORD_TYPE, cursor.values[cursor.value++])
      }
    }
  }

  // The values are those that were wanted when the batch began; a listener may
  // have changed since then what is. All of a record are taken before anything
  // is done that may fail: replies follow them.
  #message (cursor, word, names, { string, buffer, shift }) {
    const emitter = this.#emitter
    const delivery = this.#delivery
    const sink = this.#sink
    const id = word >>> RECORD_ID_SHIFT
    const given = takeName(word & RECORD_NAME, cursor)
    const form = cursor.bits >> shift & BOTH
    if (form === STRING) {
      const payload = cursor.values[cursor.value++]
      const name = nameOf(names, id, given)
      if (names === this.#channels) emitString(emitter, sink, delivery, names, id, name, payload)
      else emitShardString(emitter, sink, delivery, names, id, name, payload)
      return
    }
    const payload = form === BOTH ? cursor.values[cursor.value++] : null
    const bytes = this.#takeBytes(cursor)
    if (given === undefined && (delivery.bits >> shift & STRING) === 0) {
      sink.emit(buffer, names.buffers[id] ?? names.buffer(id, names.strings[id]), bytes)
      return
    }
    const name = nameOf(names, id, given)
    if (delivery.bits >> shift & STRING) {
      this.#emitFirst(string, name, payload ?? textOf(bytes))
    }
    sink.emit(buffer, names.buffer(id, name), bytes)
  }

  #messages (cursor) {
    const emitter = this.#emitter
    const delivery = this.#delivery
    const sink = this.#sink
    const names = this.#channels
    const { name, id, values } = cursor
    while (cursor.messages > 0) {
      cursor.messages -= 1
      emitString(emitter, sink, delivery, names, id, name, values[cursor.value++])
    }
  }

  // ioredis gives the pattern as a string in both events.
  #patternMessage (cursor, word) {
    const delivery = this.#delivery
    const sink = this.#sink
    const channelId = this.#words[cursor.word++]
    const givenPattern = takeName(word & RECORD_NAME, cursor)
    const givenChannel = takeName(word & RECORD_CHANNEL_NAME, cursor)
    const form = cursor.bits >> PATTERN_SHIFT & BOTH
    const payload = form & STRING ? cursor.values[cursor.value++] : null
    const bytes = form === STRING ? null : this.#takeBytes(cursor)
    const pattern = nameOf(this.#patterns, word >>> RECORD_ID_SHIFT, givenPattern)
    const channel = nameOf(this.#matchedChannels, channelId, givenChannel)
    if (form === STRING) {
      sink.emit('pmessage', pattern, channel, payload)
      if (delivery.bits >> PATTERN_SHIFT & BUFFER) {
        sink.emit('pmessageBuffer', pattern, this.#matchedChannels.buffer(channelId, channel), Buffer.from(payload))
      }
      return
    }
    if (delivery.bits >> PATTERN_SHIFT & STRING) {
      this.#emitFirst('pmessage', pattern, channel, payload ?? textOf(bytes))
    }
    sink.emit('pmessageBuffer', pattern, this.#matchedChannels.buffer(channelId, channel), bytes)
  }

  // Short payloads of a batch lie in one Buffer, its last value.
  #takeBytes (cursor) {
    const offset = this.#words[cursor.word++]
    if (offset < 0) return cursor.values[cursor.value++]
    if (cursor.bytes === null) {
      const slab = cursor.values[cursor.values.length - 1]
      cursor.bytes = slab.buffer
      cursor.offset = slab.byteOffset
    }
    return new PartOfBuffer(cursor.bytes, cursor.offset + offset, this.#words[cursor.word++])
  }

  /** The names of a subscription, or of all, are not wanted any more. */
  #forget (id) {
    if (id === NO_ID) {
      this.#channels = new Names()
      this.#patterns = new Names()
      this.#shardChannels = new Names()
      return
    }
    for (const names of [this.#channels, this.#patterns, this.#shardChannels]) names.forget(id)
  }

  /** Emits the first of two events, the second of which must not be lost. */
  #emitFirst (...args) {
    try {
      this.#sink.emit(...args)
    } catch (error) {
      throwLater(error)
    }
  }

  #integers (cursor) {
    const words = this.#words
    const inFlight = this.#inFlight
    while (cursor.integers > 0) {
      cursor.integers -= 1
      const number = words[cursor.word++]
      const command = inFlight.shift()
      if (command !== undefined) command.succeed(number)
    }
  }

  #reply (value) {
    // None is in flight only after all were rejected, with the connection
    // about to be closed; the engine itself tells replies never asked for.
    const command = this.#inFlight.shift()
    if (command !== undefined) command.succeed(value)
  }

  #other (type, value) {
    if (type === RECORD.ERROR) {
      const command = this.#inFlight.shift()
      if (command !== undefined) this.#redis._session.sender.onErrorReply(command, errorText(value))
    } else if (type === RECORD.MONITOR) {
      if (typeof value === 'string') this.#redis.emit('monitor', ...parseMonitorLine(value))
    } else if (type === RECORD.MOVED) {
      this.#redis.emit('moved', value)
    }
    // RECORD.PUSH: a push of a kind that has no event.
  }
}

function takeName (isGiven, cursor) {
  return isGiven === 0 ? undefined : cursor.values[cursor.value++]
}

function nameOf (names, id, given) {
  return given === undefined ? names.strings[id] : names.put(id, given)
}

/** As the addon gives a payload that is wanted as a string. */
function textOf (bytes) {
  try {
    return bytes.toString()
  } catch {
    return bytes // longer than a string can be
  }
}

module.exports = Dispatcher
