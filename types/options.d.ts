/** What `new Redis()` and `new Redis.Cluster()` can be told. */

import type { SrvRecord } from 'dns'
import type { IpcNetConnectOpts, TcpNetConnectOpts } from 'net'
import type { ConnectionOptions } from 'tls'
import type { CommanderOptions, ProtocolVersion, ReplyMappingMode, ScriptDefinition } from './client'
import type { ConnectorConstructor, SentinelAddress } from './connectors'

/** Delay before the next attempt in ms; anything but a number ends it. */
export type RetryStrategy = ((times: number) => number | void | null) | null | undefined
export type ReconnectOnError = (err: Error) => boolean | 1 | 2
export type NodeRole = 'master' | 'slave' | 'all'

export type StandaloneConnectionOptions =
  Partial<Pick<TcpNetConnectOpts, 'port' | 'host' | 'family'> & Pick<IpcNetConnectOpts, 'path'>> & {
    /** How long a closing connection may take before it is torn down, in ms. */
    disconnectTimeout?: number | undefined
    /** Options for `tls.connect`; without it the connection is plain. */
    tls?: ConnectionOptions | undefined
  }

export interface HimportFieldset {
  readonly name: string | Buffer
  readonly fields: readonly (string | Buffer)[]
}

export interface CommonRedisOptions extends CommanderOptions {
  /** Opens the connection instead of the client itself. */
  Connector?: ConnectorConstructor | undefined
  /**
   * How long to wait before the attempt number `times`.
   * @default exponential up to 5000 ms, with jitter
   */
  retryStrategy?: RetryStrategy
  /** A command without a reply after so many ms fails with "Command timed out". */
  commandTimeout?: number | undefined
  /** Bounds, in ms, how long a blocking command waits on a dead connection. */
  blockingTimeout?: number | undefined
  /** Added to the timeout that a blocking command has of its own. */
  blockingTimeoutGrace?: number | undefined
  /**
   * How a server that says nothing is asked whether it lives; `false`: not at
   * all. One that does not answer is an `error` with the code `HC_EHEARTBEAT`,
   * and the connection is made again.
   */
  heartbeat?:
    | {
        /**
         * Silence before the server is asked, in ms.
         * @default 5000
         */
        interval?: number | undefined
        /**
         * How long it may take to answer, in ms.
         * @default 4000
         */
        timeout?: number | undefined
        /**
         * Also while nothing is subscribed.
         * @default false
         */
        always?: boolean | undefined
      }
    | false
    | null
    | undefined
  /**
   * Bytes, about, that may wait to be sent: in the offline queue, and written
   * but not taken by the socket. What comes on top is rejected with the code
   * `HC_EQUEUE`. `Infinity` for no bound.
   * @default 67108864
   */
  maxQueueBytes?: number | undefined
  /**
   * Publish again what was sent on a lost connection and not answered. The
   * server may have had it, and then subscribers get it twice; with `false` it
   * is rejected, and they may get it once or never.
   * @default true
   */
  resendPublish?: boolean | undefined
  /** A connection that is silent for so many ms while a reply is due is closed. */
  socketTimeout?: number | undefined
  /**
   * Delay of the first TCP keepalive probe in ms.
   * @default 30000
   */
  keepAlive?: number | undefined
  /**
   * Send small packets at once (TCP_NODELAY).
   * @default true
   */
  noDelay?: boolean | undefined
  /** Name of the connection in CLIENT LIST. */
  connectionName?: string | undefined
  /**
   * Do not tell the server the name and version of this library.
   * @default false
   */
  disableClientInfo?: boolean | undefined
  /** Put in brackets behind the name that the server is told. */
  clientInfoTag?: string | undefined
  username?: string | undefined
  password?: string | undefined
  /**
   * Number of the database.
   * @default 0
   */
  db?: number | undefined
  /**
   * Subscribe again after a reconnect.
   * @default true
   */
  autoResubscribe?: boolean | undefined
  /**
   * Send commands again whose replies a lost connection took along.
   * @default true
   */
  autoResendUnfulfilledCommands?: boolean | undefined
  /**
   * Whether an error reply is a reason to reconnect: `true` or `1`, or `2` to
   * send the command again as well.
   */
  reconnectOnError?: ReconnectOnError | null | undefined
  /**
   * Send READONLY after connecting, for replicas of a cluster.
   * @default false
   */
  readOnly?: boolean | undefined
  /**
   * Give numbers as strings.
   * @default false
   */
  stringNumbers?: boolean | undefined
  /** @default 3 */
  protocol?: ProtocolVersion | undefined
  /**
   * Shape of replies that RESP3 knows more about: as RESP2 has them, or as
   * objects and numbers.
   * @default 'legacy'
   */
  replyMapping?: ReplyMappingMode | undefined
  /**
   * Bound for connecting, in ms.
   * @default 10000
   */
  connectTimeout?: number | undefined
  /** Set by `monitor()` for its connection. */
  monitor?: boolean | undefined
  /**
   * Failed attempts to connect before waiting commands are rejected; `null`
   * for no bound.
   * @default 20
   */
  maxRetriesPerRequest?: number | null | undefined
  /**
   * How long a server that loads its data is waited for, in ms.
   * @default 10000
   */
  maxLoadingRetryTime?: number | undefined
  /**
   * Send the commands of one turn of the event loop together.
   * @default false
   */
  enableAutoPipelining?: boolean | undefined
  /** @default [] */
  autoPipeliningIgnoredCommands?: string[] | undefined
  offlineQueue?: boolean | undefined
  commandQueue?: boolean | undefined
  /**
   * Keep commands until there is a connection. Without it they fail at once.
   * @default true
   */
  enableOfflineQueue?: boolean | undefined
  /**
   * Ask the server, before `ready`, whether its data is loaded.
   * @default true
   */
  enableReadyCheck?: boolean | undefined
  /**
   * Connect with the first command, or by `connect()`.
   * @default false
   */
  lazyConnect?: boolean | undefined
  /** Lua scripts by the names of the methods that run them. */
  scripts?: Record<string, ScriptDefinition> | undefined
  /** @experimental */
  himportFieldsets?: readonly HimportFieldset[] | undefined
}

export interface AddressFromResponse {
  port: string
  ip: string
  flags?: string | undefined
}

export interface PreferredSlave {
  port: string
  ip: string
  prio?: number | undefined
}

export type PreferredSlaves =
  | ((slaves: AddressFromResponse[]) => AddressFromResponse | null)
  | PreferredSlave[]
  | PreferredSlave

export type NatMapFunction = (key: string) => { host: string; port: number } | null
export type NatMap = { [key: string]: { host: string; port: number } } | NatMapFunction

export interface SentinelConnectionOptions {
  /** Name of the group of masters. */
  name?: string | undefined
  /** @default 'master' */
  role?: 'master' | 'slave' | undefined
  tls?: ConnectionOptions | undefined
  sentinelUsername?: string | undefined
  sentinelPassword?: string | undefined
  sentinels?: Partial<SentinelAddress>[] | undefined
  path?: string | undefined
  family?: number | undefined
  sentinelRetryStrategy?: ((retryAttempts: number) => number | void | null) | undefined
  sentinelReconnectStrategy?: ((retryAttempts: number) => number | void | null) | undefined
  preferredSlaves?: PreferredSlaves | undefined
  connectTimeout?: number | undefined
  disconnectTimeout?: number | undefined
  sentinelCommandTimeout?: number | undefined
  enableTLSForSentinelMode?: boolean | undefined
  sentinelTLS?: ConnectionOptions | undefined
  natMap?: NatMap | undefined
  updateSentinels?: boolean | undefined
  /** @default 10 */
  sentinelMaxConnections?: number | undefined
  failoverDetector?: boolean | undefined
  protocol?: ProtocolVersion | undefined
  replyMapping?: ReplyMappingMode | undefined
}

/**
 * Options of a client. One that hicast does not support yet makes the
 * constructor throw: none is ignored in silence.
 */
export type RedisOptions = CommonRedisOptions & SentinelConnectionOptions & StandaloneConnectionOptions

export type DNSResolveSrvFunction = (
  hostname: string,
  callback: (err: NodeJS.ErrnoException | null | undefined, records?: SrvRecord[]) => void
) => void

export type DNSLookupFunction = (
  hostname: string,
  callback: (err: NodeJS.ErrnoException | null | undefined, address: string, family?: number) => void
) => void

export interface ClusterOptions extends CommanderOptions {
  clusterRetryStrategy?: ((times: number, reason?: Error) => number | void | null) | null | undefined
  /** @default true */
  enableOfflineQueue?: boolean | undefined
  /** @default true */
  enableReadyCheck?: boolean | undefined
  /** @default 'master' */
  scaleReads?: NodeRole | Function | undefined
  /** @default 16 */
  maxRedirections?: number | undefined
  /** @default 100 */
  retryDelayOnFailover?: number | undefined
  /** @default 100 */
  retryDelayOnClusterDown?: number | undefined
  /** @default 100 */
  retryDelayOnTryAgain?: number | undefined
  /** @default 0 */
  retryDelayOnMoved?: number | undefined
  /** @default 1000 */
  slotsRefreshTimeout?: number | undefined
  /** ms; none by default. */
  slotsRefreshInterval?: number | undefined
  /** @default false */
  shardedSubscribers?: boolean | undefined
  /** @default null */
  clusterNodeRetryStrategy?: RetryStrategy
  /** Options of the clients of the nodes. */
  redisOptions?:
    | Omit<
        RedisOptions,
        | 'port'
        | 'host'
        | 'path'
        | 'sentinels'
        | 'retryStrategy'
        | 'enableOfflineQueue'
        | 'readOnly'
        | 'himportFieldsets'
      >
    | undefined
  /** @default false */
  lazyConnect?: boolean | undefined
  /** @default false */
  useSRVRecords?: boolean | undefined
  resolveSrv?: DNSResolveSrvFunction | undefined
  dnsLookup?: DNSLookupFunction | undefined
  natMap?: NatMap | undefined
  /** @default false */
  enableAutoPipelining?: boolean | undefined
  /** @default [] */
  autoPipeliningIgnoredCommands?: string[] | undefined
  scripts?: Record<string, ScriptDefinition> | undefined
  /** @experimental */
  himportFieldsets?: readonly HimportFieldset[] | undefined
}

export type ClusterOptionsWithReplyMapping<Mapping extends ReplyMappingMode> = ClusterOptions & {
  redisOptions?: ClusterOptions['redisOptions'] & { replyMapping?: Mapping }
}

/** The reply mapping that options ask for, or else the current one. */
export type ReplyMappingFromOptions<Current extends ReplyMappingMode, Options> = Options extends {
  replyMapping: infer Mapping
}
  ? Extract<Mapping, ReplyMappingMode> extends never
    ? Current
    : Extract<Mapping, ReplyMappingMode>
  : Current

export type ReplyMappingFromClusterOptions<Current extends ReplyMappingMode, Options> = Options extends {
  redisOptions: infer NodeOptions
}
  ? ReplyMappingFromOptions<Current, NodeOptions>
  : Current
