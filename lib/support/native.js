'use strict'

/**
 * Loads the addon and names what crosses between JavaScript and C.
 *
 * This file is the one description of that border: `src/binding/` implements
 * it, `lib/connection/connection.js` is its only user.
 *
 * @typedef {object} NativeSettings  what a connection needs to know to open
 * @property {2|3} protocol
 * @property {string|Buffer|null} username
 * @property {string|Buffer|null} password
 * @property {number} db                 SELECT when not 0
 * @property {string|null} connectionName
 * @property {string|null} libName       CLIENT SETINFO LIB-NAME; null: no SETINFO
 * @property {string|null} libVersion
 * @property {boolean} readOnly
 * @property {boolean} readyCheck
 * @property {number} maxLoadingRetryTime  ms; 0: no bound
 * @property {boolean} autoResubscribe
 * @property {number} connectTimeout     ms; 0: none
 * @property {boolean} noDelay
 * @property {number} keepAlive          ms; negative: off
 * @property {number} heartbeatInterval  ms of silence before a PING; 0: never
 * @property {number} heartbeatTimeout   ms that the server has to answer it
 * @property {boolean} heartbeatAlways   else only while something is subscribed
 * @property {0|4|6} family
 * @property {boolean} stringNumbers     integer and double replies as strings
 * @property {boolean} resp3             maps as objects, doubles as numbers
 * @property {NativeTls|null} [tls]
 *
 * @typedef {object} NativeTls
 * @property {object} context            a TlsContext
 * @property {string|null} servername    SNI
 * @property {Buffer|null} alpn          in the form of the wire
 * @property {Buffer|null} session       to be resumed
 * @property {string} peer               who it is: a session that the connection
 *   keeps is offered to the same one only
 *
 * @typedef {object} NativeHandlers  called with no `this`, always from the loop
 * @property {(n: number, ...values: unknown[]) => void} deliver
 *   n records stand in `connection.records`; their values follow in order.
 * @property {(channel: number, ...payloads: string[]) => void} deliverRun
 *   The same for a MESSAGES record that is the only one, and whose channel has
 *   been named before.
 * @property {() => void} connect   the transport is open, the handshake under way
 * @property {() => void} ready     handshake over, subscriptions confirmed
 * @property {(status: number, code: string, syscall: string, address: string,
 *             port: number, text: string, library: string, reason: string) => void} close
 *   status: a STATUS; code: 'ECONNREFUSED' ... or '' when the system had none
 * @property {(notice: number, text: string, kind: number, name: string|Buffer|null) => void} notice
 * @property {(bytes: Buffer) => void} write   bytes for the stream (openStream only)
 * @property {() => void} mismatch  within `deliver`, more or fewer commands were
 *   sent than WRITTEN says
 * @property {(text: string) => Error} error   makes the error of an error reply
 *   inside an aggregate (EXEC)
 * @property {(target: unknown[]|undefined, ...elements: unknown[]) => unknown[]} collect
 *   the array of the elements, or `target` with them at its end
 * @property {() => object} object   makes an object
 * @property {() => boolean} secure   the handshake of TLS is over, and nothing
 *   was sent yet: whether to go on
 *
 * class Connection
 *   constructor(handlers: NativeHandlers)
 *   records: Int32Array   written before each `deliver`
 *   state: Int32Array     STATE indexes
 *   openTcp(host: string, port: number, settings: NativeSettings): status
 *   openUnix(path: string, settings): status
 *   openStream(settings): status          then feed() and streamEnd()
 *   feed(bytes: Uint8Array): void
 *   streamEnd(code: string, syscall: string): void   '' at a plain end
 *   send(kind: COMMAND, flags: REPLY, name, ...args)   at most 16 args
 *   sendMany(kind, flags, name, ...args)   the same with at most 32
 *   sendAgain(arg)        the last command once more, with another last
 *     argument; EINVAL when it was too long to be kept
 *   sendArray(kind, flags, name, args: Array)
 *     These four return undefined when all is well, else a status. An argument
 *     is a string, Uint8Array or number; a number is sent as String(n).
 *   flush(): number       hands what was written to the socket; returns UNSENT
 *   end(): void           sends the rest, then half-closes
 *   close(): void         at once; `close` follows from the loop
 *   destroy(): void       closes and frees; no handler is called any more
 *   setDelivery(bits): void   DELIVER bits: which forms of messages are wanted
 *   pause(), resume(), ref(), unref(): void
 *   subscriptions(kind: 0|1|2): Array<string|Buffer>   names; Buffer when not UTF-8
 *   isSubscribed(kind: 0|1|2, name: string|Uint8Array): boolean
 *   counters(): { messages, replies, bytesIn, bytesOut, commands, heartbeats,
 *     lastReadAge, lastHeartbeatAge }  numbers; ages in ms, null for never
 *   outputLength(): number   bytes not yet given to the socket
 *   tlsInfo(): { verifyError: number, verifyText, protocol, cipher,
 *     cipherStandard, cipherVersion: string, isResumed: boolean,
 *     alpn: string|false } | null     from `secure` to the end
 *   tlsCertificates(): Buffer[]       DER: the server's own, those it sent, those
 *     that the chain was completed with
 *
 * tlsLibrary(): { version: string|null, reason: string|null }   OpenSSL, or why not
 *
 * class TlsContext   what connections have in common; throws what OpenSSL says
 *   constructor(config: { ca: Buffer[], opensslCa: 0|1, certs: Buffer[],
 *     keys: Secret[], pfxs: Secret[], crls: Buffer[], ciphers: string|null,
 *     suites, groups, sigalgs: string|null, minVersion: number,
 *     maxVersion: number, options: number })
 *   Secret: { text: Buffer, passphrase: Buffer|null }
 *
 * class Broker   lib/broker/index.js is its only user
 *   constructor(settings: { username?: string, password?: string,
 *     maxClients?: number, maxBulkLength?: number, outputHard?: number,
 *     outputSoft?: number, outputSoftTime?: number, seed?: number })
 *     absent or 0: the default
 *   listenTcp(address: string, port: number): number   0 or a negative errno
 *   listenUnix(path: string): number                   likewise
 *   port(): number        0: none
 *   close(callback): void once all is closed, `callback` is called
 *   stats(): object       HC_BROKER_STATS_MAP
 *   clients(): object[]   see BrokerClient of lib/broker/index.js
 *   kill(id: number): boolean
 *   freeze(ms: number): void       Infinity: until it is undone; 0 undoes it
 *   refuse(on: boolean): number    0 or a negative errno
 *   slow(bytesPerSecond: number): void
 *   garble(rate: number), drop(rate: number), ref(), unref(): void
 *
 * A status is 0 or one of STATUS. Calls on a destroyed connection return
 * STATUS.ENOTCONN or do nothing; wrong types throw a TypeError.
 */

/** Record types: the low four bits of a record's first word. */
const RECORD = {
  MESSAGE: 1, // id: channel                  values: [name] payload
  SMESSAGE: 2, // id: shard channel           values: [name] payload
  PMESSAGE: 3, // id: pattern, word: channel  values: [pattern] [channel] payload
  REPLY: 4, //                                values: reply
  ERROR: 5, //                                values: text
  INTEGERS: 6, // id: count, then as many words, one for each integer reply
  MONITOR: 7, //                              values: line
  PUSH: 8, //                                 values: array
  MOVED: 9, //                                values: shard channel that the server undid
  MESSAGES: 10, // id: channel, word: count   values: [name], payloads, all strings
  FORGET: 11 // id: subscription, or 0xffffff: all
}

/** Of a record's first word: its type, and bits beside it. The id is in bits 8 to 31. */
const RECORD_TYPE = 15
const RECORD_NAME = 16 // the name for the id comes first: keep it
const RECORD_CHANNEL_NAME = 32 // PMESSAGE: so does that for the channel's id
const RECORD_ID_SHIFT = 8

/** Indexes of `state`. */
const STATE = {
  // Always current.
  PROTOCOL: 0,
  SUBSCRIPTIONS: 1,
  PENDING: 2,
  READY: 3,
  // Bytes that the socket had not taken at the last flush() or read; 2^31 - 1
  // stands for more, too.
  UNSENT: 4,
  // 1 within a call of `deliver`, its microtasks and ticks included: what is
  // written meanwhile is flushed by the addon soon after.
  DELIVERING: 5,
  // Commands written in this tick, as the writer counts them; 0 after each call
  // of `deliver`.
  WRITTEN: 6,
  // In a call of `deliver`: ms between the read that brought it, or a part of
  // it, and the one before, of this connection or an earlier one; 2^31 - 1 when
  // there was none.
  SILENCE: 7
}

/** Kinds of commands: hc_command_kind. */
const COMMAND = {
  PLAIN: 0,
  SUBSCRIBE: 1,
  PSUBSCRIBE: 2,
  SSUBSCRIBE: 3,
  UNSUBSCRIBE: 4,
  PUNSUBSCRIBE: 5,
  SUNSUBSCRIBE: 6,
  MONITOR: 7,
  RESET: 8,
  MULTI: 9,
  EXEC: 10, // or DISCARD
  BLOCKING: 11 // BLPOP and the like: the answer may take long
}

/** Flags of a command: how its reply is wanted. */
const REPLY = { STRING: 0, BUFFER: 1 }

/**
 * Bits of setDelivery. With both forms of one kind set, a message has first the
 * string, then the bytes; with none it is only counted.
 *
 * Bytes are given by words at the end of the record: offset and length in the
 * Buffer which is then the last value of all; or -1, and the value is a Buffer
 * of its own.
 */
const DELIVER = {
  MESSAGE: 1,
  MESSAGE_BUFFER: 2,
  PMESSAGE: 4,
  PMESSAGE_BUFFER: 8,
  SMESSAGE: 16,
  SMESSAGE_BUFFER: 32
}

/** hc_notice */
const NOTICE = {
  AUTH: 1,
  SELECT: 2,
  READY_CHECK: 3,
  DOWNGRADE: 4,
  RESUBSCRIBE: 5,
  UNEXPECTED: 6
}

/** hc_status */
const STATUS = {
  OK: 0,
  ENOMEM: -1,
  EINVAL: -2,
  ENOTCONN: -3,
  EALREADY: -4,
  EEOF: -5,
  EPROTOCOL: -6,
  ELIMIT: -7,
  EHANDSHAKE: -8,
  ETIMEOUT: -9,
  ECLOSED: -10,
  ESYSTEM: -11,
  ERESOLVE: -12,
  EHEARTBEAT: -13,
  ETLS: -14
}

/** What `counters()` would say before there is a connection. */
const NO_COUNTERS = Object.freeze({
  messages: 0,
  replies: 0,
  commands: 0,
  bytesIn: 0,
  bytesOut: 0,
  heartbeats: 0,
  lastReadAge: null,
  lastHeartbeatAge: null
})

const { Connection, Broker, TlsContext, tlsLibrary } = require('../addon').loadAddon()

module.exports = {
  Connection,
  Broker,
  TlsContext,
  tlsLibrary,
  NO_COUNTERS,
  RECORD,
  RECORD_TYPE,
  RECORD_NAME,
  RECORD_CHANNEL_NAME,
  RECORD_ID_SHIFT,
  STATE,
  COMMAND,
  REPLY,
  DELIVER,
  NOTICE,
  STATUS
}
