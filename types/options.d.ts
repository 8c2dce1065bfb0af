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
  /** By which `himport SET` names it. */
  readonly name: string | Buffer
  /** Names of the fields, in the order in which values will come. */
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
  /**
   * Added, in ms, to the timeout that a blocking command has of its own.
   * @default 100
   */
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
  /** ACL user. From the URL, too. */
  username?: string | undefined
  /** Of the ACL user, or `requirepass`. From the URL, too. */
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
  /**
   * RESP version to ask for. A server that knows no RESP3 is spoken to in RESP2.
   * @default 3
   */
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
  /**
   * Commands that automatic pipelining leaves out.
   * @default []
   */
  autoPipeliningIgnoredCommands?: string[] | undefined
  /** Of no effect, as in ioredis: `enableOfflineQueue` is the one. */
  offlineQueue?: boolean | undefined
  /** Of no effect, as in ioredis. */
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
  /**
   * Fieldsets that each connection prepares before it is used (HIMPORT, Redis 8).
   * @experimental
   */
  himportFieldsets?: readonly HimportFieldset[] | undefined
}

export interface AddressFromResponse {
  /** TCP port, as the sentinel wrote it. */
  port: string
  /** Address. */
  ip: string
  /** `slave`, `s_down` ..., separated by commas. */
  flags?: string | undefined
}

export interface PreferredSlave {
  /** TCP port. */
  port: string
  /** Address. */
  ip: string
  /**
   * The lowest one is taken first.
   * @default 1
   */
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
  /**
   * Connect to the master, or to a replica of it.
   * @default 'master'
   */
  role?: 'master' | 'slave' | undefined
  /** Options of `tls.connect` for the servers; it counts with `enableTLSForSentinelMode` only. */
  tls?: ConnectionOptions | undefined
  /** ACL user at the sentinels. */
  sentinelUsername?: string | undefined
  /** Password at the sentinels; that of the servers is `password`. */
  sentinelPassword?: string | undefined
  /** Addresses of sentinels. Their presence makes it a client of Sentinel. */
  sentinels?: Partial<SentinelAddress>[] | undefined
  /** Unix socket, for a client of one server. */
  path?: string | undefined
  /**
   * 4 or 6; 0 for both.
   * @default 0
   */
  family?: number | undefined
  /**
   * How long to wait, in ms, when no sentinel knew the server; anything but a number ends it.
   * @default (times) => Math.min(times * 10, 1000)
   */
  sentinelRetryStrategy?: ((retryAttempts: number) => number | void | null) | undefined
  /**
   * How long the failover detector waits, in ms, before it connects to a lost sentinel again.
   * @default () => 60000
   */
  sentinelReconnectStrategy?: ((retryAttempts: number) => number | void | null) | undefined
  /**
   * Which replica to take, with the role `slave`: a function, one, or an array by priority.
   * @default any
   */
  preferredSlaves?: PreferredSlaves | undefined
  /**
   * Bound for connecting, in ms.
   * @default 10000
   */
  connectTimeout?: number | undefined
  /**
   * How long a closing connection may take before it is torn down, in ms.
   * @default 2000
   */
  disconnectTimeout?: number | undefined
  /**
   * How long a sentinel may take to answer, in ms.
   * @default none
   */
  sentinelCommandTimeout?: number | undefined
  /**
   * Speak TLS to the servers that sentinels name, by the option `tls`.
   * @default false
   */
  enableTLSForSentinelMode?: boolean | undefined
  /** Options of `tls.connect` for the sentinels. */
  sentinelTLS?: ConnectionOptions | undefined
  /**
   * Translates addresses that servers tell of into those that are reached from here.
   * @default null
   */
  natMap?: NatMap | undefined
  /**
   * Take over sentinels that others know.
   * @default true
   */
  updateSentinels?: boolean | undefined
  /**
   * How many sentinels the failover detector listens to.
   * @default 10
   */
  sentinelMaxConnections?: number | undefined
  /**
   * Listen to sentinels, and leave the old master at once.
   * @default false
   */
  failoverDetector?: boolean | undefined
  /**
   * RESP version to ask for.
   * @default 3
   */
  protocol?: ProtocolVersion | undefined
  /**
   * Replies in the shapes of RESP2, or as objects and numbers.
   * @default 'legacy'
   */
  replyMapping?: ReplyMappingMode | undefined
}

/**
 * Options of a client: names, meanings and defaults are those of ioredis 6, but for `heartbeat`, `maxQueueBytes` and
 * `resendPublish`. A misspelt name is warned of, with the code `HC_OPTION`.
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
  /**
   * How long to wait, in ms, when no node is reached; anything but a number ends it.
   * @default (times) => Math.min(100 + times * 2, 2000)
   */
  clusterRetryStrategy?: ((times: number, reason?: Error) => number | void | null) | null | undefined
  /**
   * Keep commands until the cluster is ready. Without it they fail at once.
   * @default true
   */
  enableOfflineQueue?: boolean | undefined
  /**
   * Wait until the cluster says that its state is ok.
   * @default true
   */
  enableReadyCheck?: boolean | undefined
  /**
   * Which nodes commands that only read go to: `master`, `slave`, `all`, or a function that picks one of the nodes.
   * @default 'master'
   */
  scaleReads?: NodeRole | Function | undefined
  /**
   * How often a command is sent anew (MOVED, ASK, TRYAGAIN, CLUSTERDOWN, lost connections) before it is rejected.
   * @default 16
   */
  maxRedirections?: number | undefined
  /**
   * ms before a command is sent anew whose node was lost; each further time twice as long, up to 2 s or this.
   * @default 100
   */
  retryDelayOnFailover?: number | undefined
  /**
   * ms before a command is sent anew after CLUSTERDOWN.
   * @default 100
   */
  retryDelayOnClusterDown?: number | undefined
  /**
   * ms before a command is sent anew after TRYAGAIN.
   * @default 100
   */
  retryDelayOnTryAgain?: number | undefined
  /**
   * ms before a command is sent anew after MOVED.
   * @default 0
   */
  retryDelayOnMoved?: number | undefined
  /**
   * How long a node may take to tell the slots, in ms.
   * @default 1000
   */
  slotsRefreshTimeout?: number | undefined
  /** ms; none by default. */
  slotsRefreshInterval?: number | undefined
  /**
   * Connect to every master for shard channels from the start. Without it that happens at the first `ssubscribe`.
   * @default false
   */
  shardedSubscribers?: boolean | undefined
  /**
   * How long to wait, in ms, before a node is connected to again; `null`: it is left until the slots name it.
   * @default null
   */
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
  /**
   * Connect with the first command, or by `connect()`.
   * @default false
   */
  lazyConnect?: boolean | undefined
  /**
   * The startup nodes are names of SRV records.
   * @default false
   */
  useSRVRecords?: boolean | undefined
  /**
   * Looks up SRV records.
   * @default dns.resolveSrv
   */
  resolveSrv?: DNSResolveSrvFunction | undefined
  /**
   * Looks up the address of a node.
   * @default dns.lookup
   */
  dnsLookup?: DNSLookupFunction | undefined
  /**
   * Translates addresses that nodes tell of into those that are reached from here.
   * @default none
   */
  natMap?: NatMap | undefined
  /**
   * Send the commands of one turn of the event loop together, by slot.
   * @default false
   */
  enableAutoPipelining?: boolean | undefined
  /**
   * Commands that automatic pipelining leaves out.
   * @default []
   */
  autoPipeliningIgnoredCommands?: string[] | undefined
  /** Lua scripts by the names of the methods that run them. */
  scripts?: Record<string, ScriptDefinition> | undefined
  /**
   * Fieldsets that each master prepares before it is used (HIMPORT, Redis 8).
   * @experimental
   */
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
