'use strict'

const Backlog = require('./backlog')
const { closeCause, statusError } = require('./close_cause')
const Dispatcher = require('./dispatch')
const { errorText, mismatchError, replyError, throwLater } = require('../support/errors')
const native = require('../support/native')
const { firstDb, hostOf, nativeSettings, portOf } = require('../options/settings')
const SocketTimeout = require('./socket_timeout')
const NativeStream = require('./stream')
const Writer = require('./writer')

const { NO_COUNTERS, STATE, STATUS } = native

// Of a command that the addon did not take.
const WHY = {
  [STATUS.ENOMEM]: ': out of memory',
  [STATUS.ELIMIT]: ': there would be more subscriptions than the 16777215 that a client can have'
}

/**
 * Owns the addon's connection object: opens it, writes commands, and tells
 * its owner, in calls, what becomes of it.
 *
 * One object lasts as long as its client and is opened again and again, since
 * it is the addon that knows what is subscribed.
 *
 * @typedef {object} ConnectionOwner
 * @property {() => void} onConnect
 * @property {() => void} onReady
 * @property {(cause: import('./close_cause').CloseCause) => void} onClose
 * @property {(notice: number, text: string, kind: number, name: string|Buffer|null) => void} onNotice
 */
class Connection {
  #redis
  #emitter // whose listeners get the messages
  #owner
  #inFlight
  #native = null
  #stream = null // NativeStream, or null with a transport
  #transport = null // StreamTransport, when the stream is a connector's
  #error = null // given to close(), or what TLS has against the server
  #isMixedUp = false // see #onMismatch()
  #tls = null // TlsPlan of the last connection that was to be by TLS
  #writer = null
  #dispatcher = null
  #canWrite = false
  #isEnding = false
  #socketTimeout

  #isRef = true
  /** Of the nodes of a cluster: see Writer#join. */
  group = null
  #backlog = new Backlog(this)

  /** From open() until onClose. */
  isOpen = false
  /** Nothing is read: see pause(). */
  isPaused = false
  /** The database selected by what has been written so far. */
  db = 0

  /**
   * @param {import('../client/redis')} redis
   * @param {ConnectionOwner} owner
   * @param {import('../support/queue')} inFlight  gets each command that is written
   */
  constructor (redis, owner, inFlight) {
    this.#redis = this.#emitter = redis
    this.#owner = owner
    this.#inFlight = inFlight
    this.#socketTimeout = new SocketTimeout(this, redis.options)
  }

  /** Whether commands may be written: from onConnect until the end began. */
  get isWritable () {
    return this.#canWrite && (this.#transport === null || this.#transport.isWritable)
  }

  /** Whether any command may be written, and none has to wait or be refused. */
  get isClear () {
    if (!this.#canWrite || this.#transport !== null || this.#writer.isCongested) return false
    const { state } = this.#native
    return state[STATE.SUBSCRIPTIONS] === 0 || state[STATE.PROTOCOL] === 3
  }

  /** Whether commands were written in this tick. */
  get hasWritten () {
    return this.#writer.hasWritten
  }

  /** Protocol in effect, 2 or 3; the one asked for while there is none. */
  get protocol () {
    const protocol = this.#native === null ? 0 : this.#native.state[STATE.PROTOCOL]
    return protocol === 0 ? this.#redis.options.protocol : protocol
  }

  /** How many channels, patterns and shard channels are subscribed. */
  get subscriptionCount () {
    return this.#native === null ? 0 : this.#native.state[STATE.SUBSCRIPTIONS]
  }

  /** Number of commands written and not yet answered. */
  get inFlightCount () {
    return this.#inFlight.length
  }

  /** Bytes received since the client was made. */
  get bytesIn () {
    return this.counters().bytesIn
  }

  /** Bytes written and not yet taken by the socket. */
  get outputLength () {
    return this.isOpen ? this.#writer.outputLength : 0
  }

  /** Whether more waits to be sent than the option maxQueueBytes allows. */
  get isCongested () {
    return this.#writer !== null && this.#writer.isCongested
  }

  /** Figures since the client was made: see native.js. */
  counters () {
    return this.#native === null ? NO_COUNTERS : this.#native.counters()
  }

  /**
   * @param {0|1|2} kind  channels, patterns, shard channels
   * @returns {(string|Buffer)[]} what is subscribed
   */
  subscriptions (kind) {
    // An array of this realm, which the addon's is not.
    return this.#native === null ? [] : Array.from(this.#native.subscriptions(kind))
  }

  /**
   * @param {0|1|2} kind
   * @param {string|Buffer} name
   * @returns {boolean} whether it is subscribed
   */
  isSubscribed (kind, name) {
    return this.#native !== null && this.#native.isSubscribed(kind, name)
  }

  /**
   * Begins to connect, by TCP or to a unix socket, with TLS or without.
   *
   * @param {number} db  to be selected
   * @param {{path?: string, host?: string, port?: number, family?: number, tls?: object|true}} server
   * @returns {NativeStream|null}  null: TLS is to be spoken by Node's stream
   * @throws {Error} when the options cannot be used
   */
  open (db, server) {
    const settings = nativeSettings(this.#redis.options, db)
    const plan = this.#tls = server.tls ? require('./tls').planTls(server) : null
    if (plan?.native === null) return null
    const target = plan?.target ?? server
    settings.family = Number(target.family) || 0
    settings.tls = plan?.native ?? null
    const addon = this.#prepare(db)
    const status = target.path
      ? addon.openUnix(String(target.path), settings)
      : addon.openTcp(hostOf(target), portOf(target), settings)
    if (status !== STATUS.OK) throw statusError(status, 'The connection could not be opened')
    this.isOpen = true
    const onError = (error) => this.#redis.silentEmit('error', error)
    this.#stream = plan === null
      ? new NativeStream(this, target, onError)
      : new (require('./tls/stream'))(this, plan, onError)
    return this.#stream
  }

  /**
   * Begins the handshake over a stream that is open.
   *
   * @param {import('./stream_transport')} transport
   * @param {number} db  to be selected
   */
  openStream (transport, db) {
    const addon = this.#prepare(db)
    this.#transport = transport
    this.#writer.start(transport.stream)
    this.isOpen = true
    if (!this.#isRef) transport.stream.unref?.()
    const status = addon.openStream(nativeSettings(this.#redis.options, db))
    if (status !== STATUS.OK) throw statusError(status, 'The connection could not be opened')
  }

  #prepare (db) {
    this.db = firstDb(db)
    this.#error = null
    this.#isMixedUp = false
    this.#isEnding = false
    this.isPaused = false
    this.#transport = null
    this.#stream = null
    this.#native ??= this.#create()
    if (!this.#redis.options.autoResubscribe) this.#dispatcher.forgetAll()
    this.#writer.start(null)
    return this.#native
  }

  #create () {
    const dispatcher = new Dispatcher(this.#redis, this.#inFlight, this.#emitter)
    this.#dispatcher = dispatcher
    const { group } = this
    const onDelivered = () => this.#onDelivered(state[STATE.SILENCE])
    const addon = new native.Connection({
      ...dispatcher.handlers(group === null ? onDelivered : () => onDelivered(group.state = state)),
      connect: () => this.#onConnect(),
      ready: () => {
        this.#socketTimeout.onData()
        this.#owner.onReady()
      },
      close: (...args) => this.#onClose(closeCause(...args)),
      notice: (...args) => this.#owner.onNotice(...args),
      mismatch: () => this.#onMismatch(),
      write: (bytes) => this.#transport?.write(bytes),
      error: (text) => replyError(errorText(text)),
      collect,
      object: () => ({}),
      secure: () => this.#onSecure()
    })
    const { state } = addon
    dispatcher.start(addon.records)
    this.#writer = new Writer(addon, this.#inFlight, this.#redis.options.maxQueueBytes,
      () => this.#onMismatch())
    if (group !== null) this.#writer.join(group)
    addon.setDelivery(this.#emitter._delivery.bits)
    if (!this.#isRef) addon.unref()
    return addon
  }

  #onDelivered (silence) {
    if (silence > Backlog.GAP) this.#backlog.onGap(silence)
    this.#socketTimeout.onData()
  }

  #onConnect () {
    this.#canWrite = true
    this.#backlog.start()
    this.#socketTimeout.start()
    this.#tellStream('onConnect')
    this.#owner.onConnect()
  }

  // Not a byte was sent to the server yet. What an app's own check throws is
  // an uncaught exception, as it is with Node's stream.
  #onSecure () {
    try {
      this.#error = this.#stream.verify() ?? null
    } catch (error) {
      this.#error = error
      throw error
    }
    return this.#error === null
  }

  #onClose (cause) {
    this.isOpen = false
    this.#canWrite = false
    this.#socketTimeout.stop()
    if (cause.error?.code === 'HC_EHEARTBEAT') {
      // It has been dead for longer than anyone knew.
      cause = { ...cause, silentMs: this.counters().lastReadAge ?? 0 }
    }
    if (cause.isRemote && this.subscriptionCount > 0 && !this.#isEnding) {
      cause = { ...cause, error: this.#backlog.explain() ?? cause.error }
    }
    if (this.#error !== null) {
      cause = { ...cause, error: this.#error, rejects: this.#isMixedUp ? 'sent' : cause.rejects }
    } else if (this.#isEnding && (cause.error?.syscall === 'write' || cause.isTruncated)) {
      // Writing after the end: the rest of a handshake, say. No news. Nor is
      // an end without a goodbye.
      cause = { ...cause, error: null }
    }
    this.#tellStream('onClose')
    this.#owner.onClose(cause)
  }

  // What a listener of the stream throws must not keep the client from knowing.
  #tellStream (what) {
    try {
      if (this.#stream !== null) this.#stream[what]()
    } catch (error) {
      throwLater(error)
    }
  }

  // Replies cannot be told apart any more: none may go to a wrong command.
  #onMismatch () {
    this.#isMixedUp = true
    this.close(mismatchError())
  }

  /**
   * Writes a command; it goes out with all others of this tick.
   *
   * @param {import('../commands/command')} command
   * @returns {boolean} false: the connection is gone, and onClose to come
   */
  write (command) {
    let status
    try {
      if (command.beforeSend !== undefined) command.beforeSend(this.#stream ?? this.#transport.stream)
      status = this.#writer.write(command)
    } catch (error) {
      command.fail(error) // an argument that cannot be read
      return true
    }
    if (status === STATUS.ENOTCONN) {
      this.#canWrite = false
      return false
    }
    if (status !== undefined) {
      command.fail(statusError(status, `The command ${command.name} could not be sent${WHY[status] ?? ''}`))
      return true
    }
    if (command.traits.isSelect) this.db = Number(command.args[0])
    this.#socketTimeout.start()
    return true
  }

  /** Sends what is left, then ends; what still comes is read. */
  end () {
    this.#canWrite = false
    this.#isEnding = true
    if (!this.isOpen) return
    if (this.#transport === null) {
      this.#native.end()
    } else {
      this.#native.flush()
      this.#transport.end()
    }
  }

  /**
   * Closes at once; onClose follows.
   *
   * @param {Error} [error]  the cause, told in place of what the system says
   */
  close (error) {
    this.#canWrite = false
    if (!this.isOpen) return
    if (error !== undefined) this.#error = error
    if (this.#transport === null) this.#native.close()
    else this.#transport.destroy()
  }

  /** The transport's stream has closed. */
  streamClosed () {
    if (this.isOpen) this.#native.streamEnd('', '')
  }

  /** @returns {object|null} what TLS came to, see native.js */
  tlsInfo () {
    return this.isOpen ? this.#native.tlsInfo() : null
  }

  /** @returns {Buffer[]} the server's, in DER */
  tlsCertificates () {
    return this.isOpen ? this.#native.tlsCertificates() : []
  }

  /** How TLS is spoken, and why; null: not at all. */
  get tlsWay () {
    if (this.#tls === null) return null
    const { reason } = this.#tls
    return { native: reason === null, reason }
  }

  /** @param {Buffer} bytes  from the transport's stream */
  feed (bytes) {
    if (this.isOpen) this.#native.feed(bytes)
  }

  /** The forms of messages that are wanted have changed. */
  updateDelivery () {
    if (this.#native !== null) this.#native.setDelivery(this.#emitter._delivery.bits)
  }

  /** @param {import('../pubsub/message_emitter')} emitter  whose listeners get the messages, in place of the client's */
  deliverTo (emitter) {
    this.#emitter = emitter
    this.#dispatcher?.deliverTo(emitter)
    this.updateDelivery()
  }

  /** Stops reading. Ends with the connection. */
  pause () {
    this.isPaused = true
    this.#backlog.onPause()
    if (this.#transport === null) this.#native?.pause()
    else this.#transport.stream.pause()
  }

  resume () {
    if (!this.isPaused) return
    this.isPaused = false
    this.#backlog.onResume()
    if (this.#transport === null) this.#native.resume()
    else this.#transport.stream.resume()
  }

  ref () {
    this.#isRef = true
    this.#native?.ref()
    this.#transport?.stream.ref?.()
  }

  unref () {
    this.#isRef = false
    this.#native?.unref()
    this.#transport?.stream.unref?.()
  }
}

/** See NativeHandlers: here, so that arrays are of the realm of this package. */
function collect (target, ...elements) {
  if (target === undefined) return elements
  for (const element of elements) target.push(element)
  return target
}

module.exports = Connection
