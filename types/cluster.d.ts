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
  kind: 'channel' | 'pattern' | 'shard channel'
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
  status: ClusterStatus
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
  options: ClusterOptions
  /** What hicast has and ioredis has not. */
  readonly hicast: ClusterMethods
  slots: string[][]
  status: ClusterStatus
  isCluster: boolean
  get autoPipelineQueueSize(): number
  connect(): Promise<void>
  disconnect(reconnect?: boolean): void
  quit(callback?: Callback<'OK'>): Promise<'OK'>
  duplicate<Override extends ClusterOptionsWithReplyMapping<ReplyMappingMode> | undefined = undefined>(
    overrideStartupNodes?: ClusterNode[],
    overrideOptions?: Override
  ): Cluster<ReplyMappingFromClusterOptions<ReplyMapping, Override>>
  nodes(role?: NodeRole): Redis[]
  refreshSlotsCache(callback?: Callback<void>): void
  sendCommand(command: Command, stream?: unknown, node?: any): unknown
  sscanStream(key: string, options?: ScanStreamOptions): ScanStream
  sscanBufferStream(key: string, options?: ScanStreamOptions): ScanStream
  hscanStream(key: string, options?: ScanStreamOptions): ScanStream
  hscanBufferStream(key: string, options?: ScanStreamOptions): ScanStream
  zscanStream(key: string, options?: ScanStreamOptions): ScanStream
  zscanBufferStream(key: string, options?: ScanStreamOptions): ScanStream
}

export interface Cluster<ReplyMapping extends ReplyMappingMode = 'legacy'>
  extends EventEmitter,
    Commander<{ type: 'default'; mapping: ReplyMapping extends 'resp3' ? 'resp3' : 'resp2' }>,
    Transaction<ReplyMapping extends 'resp3' ? 'resp3' : 'resp2'> {}
