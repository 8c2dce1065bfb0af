/** A Redis pub/sub server in this process: `hicast/broker`. */

export interface BrokerOptions {
  /** 0, the default, takes any free port. */
  port?: number
  /** The address to listen at; 127.0.0.1. One that is not loopback needs `auth`. */
  host?: string
  /** The path of a unix socket. Without `port` and `host` it is the only way in. */
  path?: string
  /** The password of the default user, or the one user there is. */
  auth?: string | { username?: string, password: string }
  /** How many clients may be connected; 10,000. */
  maxClients?: number
  /** The longest argument of a command, in bytes; 512 MiB, and no more. */
  maxBulkLength?: number
  /** What is kept for a subscriber that does not keep up, before it is cut. */
  outputLimit?: {
    /** Bytes; 32 MiB. */
    hard?: number
    /** Bytes for `softTime` at most; 8 MiB. */
    soft?: number
    /** Milliseconds; 60,000. */
    softTime?: number
  }
  /** Makes the random faults the same in every run. */
  seed?: number
}

export interface BrokerClient {
  /** Number of the connection, from 1. */
  id: number
  /** `127.0.0.1:50123`, or the path of the unix socket and `:0`. */
  address: string
  /** By CLIENT SETNAME or HELLO; '' without. */
  name: string
  /** By CLIENT SETINFO; '' without. */
  libName: string
  /** What CLIENT SETINFO LIB-VER said. */
  libVersion: string
  /** RESP version: 2 or 3. */
  protocol: 2 | 3
  /** Whether it is subscribed to anything. */
  type: 'normal' | 'pubsub'
  /** Number of channels that it is subscribed to. */
  channels: number
  /** Number of patterns that it is subscribed to. */
  patterns: number
  /** Number of shard channels that it is subscribed to. */
  shardChannels: number
  /** Milliseconds since it connected. */
  age: number
  /** Bytes that wait to be sent to it. */
  outputBytes: number
}

export interface BrokerStats {
  /** Clients that are connected, and those of them that are subscribed. */
  clients: number
  /** Clients that are subscribed to something. */
  subscribers: number
  /** What somebody is subscribed to. */
  channels: number
  /** Patterns that somebody is subscribed to. */
  patterns: number
  /** Shard channels that somebody is subscribed to. */
  shardChannels: number
  /** Bytes that wait for slow clients. */
  outputBytes: number
  /** The following are counted from the beginning. Connections accepted. */
  connections: number
  /** Connections refused because there were too many. */
  rejected: number
  /** Commands that came. */
  commands: number
  /** PUBLISH and SPUBLISH. */
  published: number
  /** Messages to subscribers. */
  delivered: number
  /** By the faults. */
  dropped: number
  /** Replies that were garbled on demand. */
  garbled: number
  /** Subscribers disconnected because they did not keep up. */
  cut: number
  /** Clients disconnected on demand. */
  killed: number
  /** Bytes that came. */
  bytesIn: number
  /** Bytes that were sent. */
  bytesOut: number
}

export interface Broker {
  /** What a client connects to: `redis://...`, or `unix://...`. */
  readonly url: string
  /** 0 without TCP. */
  readonly port: number
  /** The address that it listens at; `null` without TCP. */
  readonly host: string | undefined
  /** The unix socket that it listens at, if there is one. */
  readonly path: string | undefined

  /** Disconnects all clients; resolves when nothing is open any more. */
  close(): Promise<void>
  /** Closes it at the end of an `await using` block. */
  [Symbol.asyncDispose](): Promise<void>
  /** Keeps the process alive, which is the default. */
  ref(): this
  /** Lets the process end. */
  unref(): this
  /** Figures since it was made. */
  stats(): BrokerStats
  /** Who is connected. */
  clients(): BrokerClient[]

  /** Stands still for so long; without a time until `freeze(0)`. */
  freeze(ms?: number): void
  /** Disconnects the clients with those properties, or all; returns how many. */
  killClients(filter?: Partial<BrokerClient> | ((client: BrokerClient) => boolean)): number
  /** New connections get ECONNREFUSED, until `refuse(false)`. */
  refuse(isRefusing?: boolean): void
  /** Bytes a second to each client, until `slow(0)`. */
  slow(bytesPerSecond: number): void
  /** How many replies and messages break the protocol: 1 is all, 0 none. */
  garble(rate?: number): void
  /** How many messages are lost: 1 is all, 0 none. */
  drop(rate?: number): void
  /** Undoes all faults. */
  heal(): void
}

/** Starts a broker; resolves once it listens. */
export function createBroker(options?: BrokerOptions): Promise<Broker>
