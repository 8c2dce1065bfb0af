/** The client of a Redis Cluster. */

import type { EventEmitter } from 'events'
import type { Callback, Commander, ReplyMappingMode, ScanStreamOptions, Transaction } from './client'
import type { Command, ScanStream } from './command'
import type { Resubscribed } from './events'
import type { Health, HicastMethods } from './health'
import type {
  ClusterOptions,
  ClusterOptionsWithReplyMapping,
  NodeRole,
  ReplyMappingFromClusterOptions
} from './options'
import type Redis = require('./index')

export type ClusterNode =
  | string
  | number
  | { host?: string | undefined; port?: number | undefined }

export type ClusterStatus =
  | 'end'
  | 'close'
  | 'wait'
  | 'connecting'
  | 'connect'
  | 'ready'
  | 'reconnecting'
  | 'disconnecting'

/** A subscription that is not heard, or was not. */
export interface DeafSubscription {
  /** What it is a subscription to. */
  kind: 'channel' | 'pattern' | 'shard channel'
  /** Name of the channel or pattern; a Buffer where it is no UTF-8. */
  name: string | Buffer
  /** For how long, in ms. */
  deafMs: number
}

/** The event `resubscribed` of a cluster. */
export interface ClusterResubscribed extends Resubscribed {
  /** Which shard channels and channels of keyspace events these were. */
  names?: DeafSubscription[]
}

export interface ClusterHealth {
  /** As `cluster.status`. */
  status: ClusterStatus
  /** Connected; `deaf` has what is not heard. */
  ready: boolean
  /** No messages are read: see `pause()`. */
  paused: boolean
  /** Channels, patterns and shard channels. */
  subscriptions: number
  /** Time in all, in ms, for which some subscription heard nothing, this outage included. */
  deafMs: number
  /** The shard channels and the channels of keyspace events that are not heard now. */
  deaf: DeafSubscription[]
  /** The connection for channels and patterns; `null` while there is none. */
  subscriber: Health | null
  /** Commands that wait for the cluster: to be ready, to be tried again, or for their automatic pipeline to be sent. */
  queued: number
  /** Bytes, about, that those take. */
  queuedBytes: number
  /** By `host:port`. */
  nodes: Record<string, Health>
}

/**
 * `cluster.hicast`: what `redis.hicast` is. `pause()` stops reading from the
 * connections that messages come on; commands go on.
 */
export interface ClusterMethods extends Omit<HicastMethods, 'health'> {
  /** How the cluster is, at no cost but that of the call. */
  health(): ClusterHealth
}

/**
 * A client of a Redis Cluster. Every command goes to the node that serves the
 * slot of its first key.
 */
export class Cluster<ReplyMapping extends ReplyMappingMode = 'legacy'> {
  constructor(startupNodes: ClusterNode[], options?: ClusterOptionsWithReplyMapping<ReplyMapping>)
  /** What the client was told, with all defaults filled in. */
  options: ClusterOptions
  /** What hicast has and ioredis has not. */
  readonly hicast: ClusterMethods
  /** The nodes of each slot, as `host:port`, the master first. */
  slots: string[][]
  /** Where the client is between `wait` and `end`. */
  status: ClusterStatus
  /** Tells it from a client of one server. */
  isCluster: boolean
  /** Number of commands that wait for the end of this turn of the event loop (`enableAutoPipelining`). */
  get autoPipelineQueueSize(): number
  /** Connects, where the option `lazyConnect` is set. Fulfilled when the cluster is ready. */
  connect(): Promise<void>
  /** Closes all connections at once; what waits is rejected. With `true` it connects again. */
  disconnect(reconnect?: boolean): void
  /** Waits for the replies in flight, and closes all connections. */
  quit(callback?: Callback<'OK'>): Promise<'OK'>
  /** Another client with the same nodes and options. */
  duplicate<Override extends ClusterOptionsWithReplyMapping<ReplyMappingMode> | undefined = undefined>(
    overrideStartupNodes?: ClusterNode[],
    overrideOptions?: Override
  ): Cluster<ReplyMappingFromClusterOptions<ReplyMapping, Override>>
  /**
   * The clients of the nodes with a role.
   * @default all of them
   */
  nodes(role?: NodeRole): Redis[]
  /** Asks the nodes anew which of them serves which slot. */
  refreshSlotsCache(callback?: Callback<void>): void
  /**
   * Sends a command to the node of its slot, or to the one that is given. Each call of a method comes through here.
   */
  sendCommand(command: Command, stream?: unknown, node?: any): unknown
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

export interface Cluster<ReplyMapping extends ReplyMappingMode = 'legacy'>
  extends EventEmitter,
    Commander<{ type: 'default'; mapping: ReplyMapping extends 'resp3' ? 'resp3' : 'resp2' }>,
    Transaction<ReplyMapping extends 'resp3' ? 'resp3' : 'resp2'> {}
