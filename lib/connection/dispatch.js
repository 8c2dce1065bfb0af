'use strict'

const { EventEmitter } = require('events')
const { errorText, throwLater } = require('../support/errors')
const MessageWatcher = require('./message_watcher')
const { parseMonitorLine } = require('./monitor_line')
const { NO_ID, Names, fetchNames } = require('./names')
const { RECORD, RECORD_CHANNEL_NAME, RECORD_ID_SHIFT, RECORD_NAME, RECORD_TYPE } = require('../support/native')

// The two bits that DELIVER has for each kind of message, from `shift` on.
const STRING = 1
const BUFFER = 2
const BOTH = 3
const MESSAGE = { string: 'message', buffer: 'messageBuffer', shift: 0 }
const SHARD_MESSAGE = { string: 'smessage', buffer: 'smessageBuffer', shift: 4 }
const PATTERN_SHIFT = 2

// What buffer.subarray() makes a Buffer with, without what it costs to find the
// memory of `buffer` each time.
const PartOfBuffer = Buffer[Symbol.species]

const { emit } = EventEmitter.prototype

// Nothing is held back from one message to the next: a listener may come, go or
// throw at any of them. A function rather than a method, so that V8 keeps what
// the client and the sink are over a run.
function emitString (redis, sink, delivery, names, id, name, payload) {
  const listener = delivery.messageListener
  // The only listener, without what emit() does to find it.
  if (listener !== null && sink === redis && redis.emit === emit) {
    listener.call(redis, name, payload)
  } else {
    sink.emit('message', name, payload)
  }
  if (delivery.bits & BUFFER) sink.emit('messageBuffer', names.buffer(id, name), Buffer.from(payload))
}

/** Where the walk through the records of one call stands. */
class Cursor {
  records = 0 // that are left
  values = null
  bits = 0 // DELIVER bits when the call began
  word = 0
  value = 0
  integers = 0 // left of an INTEGERS record
  messages = 0 // left of a MESSAGES record
  name = '' // of their channel
  id = NO_ID // of it
  fetched = 0 // of no meaning: see fetchNames()
  bytes = null // ArrayBuffer of the payloads that are wanted as Buffers
  offset = 0 // where in it they begin
}

/**
 * Takes what the addon delivers, a batch at a time: messages to listeners,
 * replies to the commands in flight. This is the hottest code of the library.
 */
class Dispatcher {
  #redis
  #delivery // of the client
  #sink // what messages are emitted by: the client, or its watcher
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
   */
  constructor (redis, inFlight) {
    this.#redis = redis
    this.#delivery = redis._delivery
    this.#sink = redis
    this.#watcher = new MessageWatcher(redis)
    this.#inFlight = inFlight
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
        const isWatched = this.#begin()
        this.#deliverAll(count, values)
        if (isWatched) this.#end()
        onDelivered()
      },
      deliverRun: (id, ...payloads) => {
        const isWatched = this.#begin()
        const redis = this.#redis
        const sink = this.#sink
        const delivery = this.#delivery
        const names = this.#channels
        const name = names.strings[id]
        let next = 0
        do {
          try {
            while (next < payloads.length) emitString(redis, sink, delivery, names, id, name, payloads[next++])
          } catch (error) {
            throwLater(error)
          }
        } while (next < payloads.length)
        if (isWatched) this.#end()
        onDelivered()
      }
    }
  }

  #begin () {
    if (!this.#watcher.isWanted) return false
    this.#sink = this.#watcher
    this.#watcher.begin()
    return true
  }

  #end () {
    this.#watcher.end()
    this.#sink = this.#redis
  }

  #deliverAll (count, values) {
    const cursor = this.#cursor
    cursor.records = count
    cursor.values = values
    cursor.bits = this.#delivery.bits
    cursor.word = cursor.value = 0
    if ((cursor.bits & BOTH) === STRING) cursor.fetched = fetchNames(this.#channels, this.#words, count)
    do {
      try {
        this.#walk(cursor)
      } catch (error) {
        throwLater(error)
      }
    } while (cursor.records > 0 || cursor.integers > 0 || cursor.messages > 0)
    cursor.values = cursor.bytes = null
  }

  // The cursor is moved past a record before anything is done with it.
  #walk (cursor) {
    const words = this.#words
    const redis = this.#redis
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
            emitString(redis, sink, delivery, this.#channels, id, this.#channels.strings[id], payload)
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
    const redis = this.#redis
    const delivery = this.#delivery
    const sink = this.#sink
    const id = word >>> RECORD_ID_SHIFT
    const given = takeName(word & RECORD_NAME, cursor)
    const form = cursor.bits >> shift & BOTH
    if (form === STRING) {
      const payload = cursor.values[cursor.value++]
      const name = nameOf(names, id, given)
      if (names === this.#channels) {
        emitString(redis, sink, delivery, names, id, name, payload)
        return
      }
      sink.emit(string, name, payload)
      if (delivery.bits >> shift & BUFFER) sink.emit(buffer, names.buffer(id, name), Buffer.from(payload))
      return
    }
    const payload = form === BOTH ? cursor.values[cursor.value++] : null
    const bytes = this.#takeBytes(cursor)
    const name = nameOf(names, id, given)
    if (delivery.bits >> shift & STRING) {
      this.#emitFirst(string, name, payload ?? textOf(bytes))
    }
    sink.emit(buffer, names.buffer(id, name), bytes)
  }

  #messages (cursor) {
    const redis = this.#redis
    const delivery = this.#delivery
    const sink = this.#sink
    const names = this.#channels
    const { name, id, values } = cursor
    while (cursor.messages > 0) {
      cursor.messages -= 1
      emitString(redis, sink, delivery, names, id, name, values[cursor.value++])
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
