/**
 * The package is its class: `require('hicast')` gives the constructor, and
 * everything else is a member of it.
 */

import type { EventEmitter } from 'events'
import {
  Callback,
  ChainableCommander,
  ClientContext,
  Commander,
  Condition,
  NetStream,
  RedisKey,
  RedisValue,
  ReplyMappingMode,
  Result,
  ScanStreamOptions,
  Transaction
} from './client'
import { Cluster, ClusterHealth, ClusterNode, ClusterResubscribed, ClusterStatus } from './cluster'
import { Command, Pipeline, ScanStream } from './command'
import { RedisCommander } from './commands'
import { AbstractConnector, SentinelAddress, SentinelConnector, SentinelIterator } from './connectors'
import { MaxRetriesPerRequestError, ReplyError } from './errors'
import { RedisEvents, RedisStatus, Resubscribed, ResubscribeError } from './events'
import { Health, HicastMethods, MessageIterator, MessageIteratorOptions } from './health'
import {
  ClusterOptions,
  CommonRedisOptions,
  DNSLookupFunction,
  DNSResolveSrvFunction,
  HimportFieldset,
  NatMap,
  NodeRole,
  RedisOptions,
  ReplyMappingFromOptions,
  SentinelConnectionOptions,
  StandaloneConnectionOptions
} from './options'
import {
  BatchOperationContext,
  CommandTraceContext,
  ConnectTraceContext,
  MessageContext,
  PublishContext,
  ReconnectContext
} from './tracing'

/** A connection to a server, which is opened again when it is lost. */
declare class Redis<ReplyMapping extends ReplyMappingMode = 'legacy'> {
  /** The same as `new Redis()`. */
  static createClient(...args: ConstructorParameters<typeof Redis>): Redis

  /**
   * Connects to localhost, or to what the port, the path or the URL
   * (`redis://user:password@host:port/db`, `rediss://` for TLS) says.
   */
  constructor(port: number, host: string, options: RedisOptions & { replyMapping?: ReplyMapping })
  constructor(path: string, options: RedisOptions & { replyMapping?: ReplyMapping })
  constructor(port: number, options: RedisOptions & { replyMapping?: ReplyMapping })
  constructor(port: number, host: string)
  constructor(options: RedisOptions & { replyMapping?: ReplyMapping })
  constructor(port: number)
  constructor(path: string)
  constructor()

  /** What the client was told, with all defaults filled in. */
  options: RedisOptions
  /** Where the client is between `wait` and `end`. */
  status: RedisStatus
  /** The connection underneath: `end()` and `destroy()` drop it. */
  stream: NetStream
  /** Tells it from a client of a cluster. */
  isCluster: boolean
  /** What is known of the current connection; `null` without one. */
  condition: Condition | null
  /** Commands that were sent and wait for their replies. */
  get commandQueue(): { readonly length: number }
  /** Commands that wait for a connection. */
  get offlineQueue(): { readonly length: number }
  /** `subscriber` while subscribed under RESP2, `monitor`, or `normal`. */
  get mode(): 'normal' | 'subscriber' | 'monitor'
  /** Number of commands that wait for the end of this turn of the event loop (`enableAutoPipelining`). */
  get autoPipelineQueueSize(): number

  /** Needed only with `lazyConnect` or after `disconnect()`. Resolves when ready. */
  connect(callback?: Callback<void>): Promise<void>
  /** Closes at once, whatever is under way; `quit()` waits for replies. */
  disconnect(reconnect?: boolean): void
  /**
   * The old name of `disconnect()`.
   * @deprecated `disconnect()` does the same.
   */
  end(): void
  /** Another client with the same options, or with some of them changed. */
  duplicate<Override extends Partial<RedisOptions> | undefined = undefined>(
    override?: Override
  ): Redis<ReplyMappingFromOptions<ReplyMapping, Override>>
  /** A client with a connection of its own that emits `monitor` for every command. */
  monitor(callback?: Callback<Redis>): Promise<Redis>
  /** Sends a command. Each call of a method comes through here, so that it can be wrapped. */
  sendCommand(command: Command, stream?: unknown): unknown
  /** Emits only if somebody listens. */
  silentEmit(eventName: string, arg?: unknown): boolean

  /** What hicast has and ioredis has not. */
  get hicast(): HicastMethods

  /** `disconnect()`, for `using`. */
  [Symbol.dispose](): void
  /** `quit()`, and waits for the end, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>

  /** Keys of the database, by SCAN, in arrays. */
  scanStream(options?: ScanStreamOptions): ScanStream
  /** Keys of the database, by SCAN, as Buffers. */
  scanBufferStream(options?: ScanStreamOptions): ScanStream
  /** Members of a set, by SSCAN, in arrays. */
  sscanStream(key: string, options?: ScanStreamOptions): ScanStream
  /** Members of a set, by SSCAN, as Buffers. */
  sscanBufferStream(key: string, options?: ScanStreamOptions): ScanStream
  /** Fields and values of a hash, by HSCAN, in arrays. */
  hscanStream(key: string, options?: ScanStreamOptions): ScanStream
  /** Fields and values of a hash, by HSCAN, as Buffers. */
  hscanBufferStream(key: string, options?: ScanStreamOptions): ScanStream
  /** Members and scores of a sorted set, by ZSCAN, in arrays. */
  zscanStream(key: string, options?: ScanStreamOptions): ScanStream
  /** Members and scores of a sorted set, by ZSCAN, as Buffers. */
  zscanBufferStream(key: string, options?: ScanStreamOptions): ScanStream
}

interface Redis<ReplyMapping extends ReplyMappingMode = 'legacy'>
  extends EventEmitter,
    Commander<{ type: 'default'; mapping: ReplyMapping extends 'resp3' ? 'resp3' : 'resp2' }>,
    Transaction<ReplyMapping extends 'resp3' ? 'resp3' : 'resp2'> {
  /** Adds a listener of an event: see {@link RedisEvents}. */
  on<Name extends keyof RedisEvents>(event: Name, listener: (...args: RedisEvents[Name]) => void): this
  on(event: string | symbol, listener: (...args: any[]) => void): this
  /** Adds a listener for the next time of an event: see {@link RedisEvents}. */
  once<Name extends keyof RedisEvents>(event: Name, listener: (...args: RedisEvents[Name]) => void): this
  once(event: string | symbol, listener: (...args: any[]) => void): this
}

/** Prints an error or a reply, for use as a callback while trying things out. */
declare function print(err: Error | null, reply?: any): void

declare namespace Redis {
  export {
    Redis,
    Redis as default,
    AbstractConnector,
    Cluster,
    Command,
    MaxRetriesPerRequestError,
    Pipeline,
    ReplyError,
    ScanStream,
    SentinelConnector,
    SentinelIterator,
    print
  }
  export type {
    BatchOperationContext,
    Callback,
    ChainableCommander,
    ClientContext,
    ClusterHealth,
    ClusterNode,
    ClusterOptions,
    ClusterResubscribed,
    ClusterStatus,
    CommandTraceContext,
    CommonRedisOptions,
    ConnectTraceContext,
    DNSLookupFunction,
    DNSResolveSrvFunction,
    Health,
    HicastMethods,
    HimportFieldset,
    MessageContext,
    MessageIterator,
    MessageIteratorOptions,
    NatMap,
    NodeRole,
    PublishContext,
    ReconnectContext,
    RedisCommander,
    RedisKey,
    RedisOptions,
    RedisStatus,
    RedisValue,
    ResubscribeError,
    Resubscribed,
    Result,
    ScanStreamOptions,
    SentinelAddress,
    SentinelConnectionOptions,
    StandaloneConnectionOptions
  }
}

export = Redis
