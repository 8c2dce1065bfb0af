/** What a client tells of itself, and the iterator over its messages. */

import type { RedisStatus } from './events'

/**
 * Figures are since the client was made, over all its connections. Ages are in
 * ms, and `null` for never.
 */
export interface Health {
  /** As `redis.status`. */
  status: RedisStatus
  /** Connected, and every subscription confirmed. */
  ready: boolean
  /** Nothing is read: see `pause()`. */
  paused: boolean
  /** Channels, patterns and shard channels. */
  subscriptions: number
  /** Since the server last sent anything, in ms. */
  lastByteAge: number | null
  /** Since it last answered a heartbeat, in ms: none are sent while it talks. */
  lastHeartbeatAge: number | null
  /** Heartbeats answered. */
  heartbeats: number
  /** Time in all, in ms, for which subscriptions heard nothing, this outage included. */
  deafMs: number
  /** How often the client was ready again after a loss. */
  reconnects: number
  /** Messages that came. */
  messages: number
  /** Replies that came. */
  replies: number
  /** Commands that were written. */
  commands: number
  /** Bytes that came. */
  bytesIn: number
  /** Bytes that the socket took. */
  bytesOut: number
  /** Commands sent and not answered. */
  pending: number
  /** Commands that wait for a connection. */
  queued: number
  /** Bytes, about, that those take. */
  queuedBytes: number
  /** Bytes written and not taken by the socket. */
  outputBuffer: number
  /**
   * How TLS is spoken: by the addon, with the runtime's OpenSSL; or by Node's
   * own stream, at several times the cost, and then why. `null` without TLS.
   */
  tls: { native: true, reason: null } | { native: false, reason: string } | null
}

export interface MessageIteratorOptions {
  /** Ends the iteration with its reason. */
  signal?: AbortSignal | undefined
  /**
   * Messages that may wait; with more, nothing is read from the socket until
   * half of them are taken.
   * @default 1000
   */
  highWaterMark?: number | undefined
  /**
   * The names are patterns; the one that matched is each item's third.
   * @default false
   */
  pattern?: boolean | undefined
  /**
   * Channels and messages as Buffers.
   * @default false
   */
  buffer?: boolean | undefined
}

export interface MessageIterator<Item> extends AsyncIterableIterator<Item> {
  /** Ends the loop: unsubscribes what nothing else listens to. */
  return(value?: any): Promise<IteratorResult<Item>>
}

/** `redis.hicast`: what a client can do beyond ioredis. */
export interface HicastMethods {
  /**
   * Stops reading from the socket, over reconnects too. What was read before
   * still comes. A server cuts subscribers that let it wait too long.
   */
  pause(): this
  /** Reads on. */
  resume(): this
  /** Lets the connection keep the process alive, as it does at first. */
  ref(): this
  /** Lets the process end although the client is connected. */
  unref(): this
  /** How the connection is, and figures since the client was made. */
  health(): Health
  /**
   * Subscribes to channels and gives their messages one after the other. Stops
   * reading while too many wait; unsubscribes at the end what nobody else uses.
   */
  messages(...channels: (string | Buffer)[]): MessageIterator<[channel: string, message: string]>
  messages<const Options extends MessageIteratorOptions>(
    ...args: [...channels: (string | Buffer)[], options: Options]
  ): MessageIterator<
    Options extends { pattern: true }
      ? Options extends { buffer: true }
        ? [channel: Buffer, message: Buffer, pattern: string]
        : [channel: string, message: string, pattern: string]
      : Options extends { buffer: true }
        ? [channel: Buffer, message: Buffer]
        : [channel: string, message: string]
  >
}
