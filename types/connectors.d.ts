/** What opens a connection instead of the client itself: the `Connector` option. */

import type { EventEmitter } from 'events'
import type { NetStream } from './client'
import type { SentinelConnectionOptions } from './options'

export type ErrorEmitter = (type: string, err: Error) => void

/** Base of one's own connectors: `connect()` gives the stream to talk over. */
export abstract class AbstractConnector {
  constructor(disconnectTimeout: number)
  /** Why the first of several attempts failed. */
  firstError?: Error
  protected connecting: boolean
  protected stream: NetStream
  /** Whether what INFO says of the server fits the role that is wanted. */
  check(info: any): boolean
  /** Ends the attempt, or the connection. */
  disconnect(): void
  /** Opens a stream to the server. */
  abstract connect(emitError: ErrorEmitter): Promise<NetStream>
}

export interface ConnectorConstructor {
  new (options: any): AbstractConnector
}

export interface SentinelAddress {
  /**
   * TCP port.
   * @default 26379
   */
  port: number
  /** Name or address. */
  host: string
  /**
   * 4 or 6; 0 for both.
   * @default 0
   */
  family?: number | undefined
}

/** Addresses of sentinels, one after the other. */
export class SentinelIterator implements Iterator<Partial<SentinelAddress>> {
  constructor(sentinels: Partial<SentinelAddress>[])
  /** The sentinel to be asked next. */
  next(): { done: boolean; value: Partial<SentinelAddress> }
  /** Begins anew; with `true`, with the one that answered first. */
  reset(moveCurrentEndpointToFirst: boolean): void
  /** Adds a sentinel that another one named; `false` if it is known. */
  add(sentinel: SentinelAddress): boolean
  /** Its addresses, for messages. */
  toString(): string
}

/** Finds a server by asking sentinels: options `sentinels` and `name`. */
export class SentinelConnector extends AbstractConnector {
  constructor(options: SentinelConnectionOptions)
  /** Emits `error` for each sentinel that was of no help. */
  emitter: EventEmitter | null
  protected options: SentinelConnectionOptions
  protected sentinelIterator: SentinelIterator
  /** Whether what INFO says of the server fits the role that is wanted. */
  check(info: { role?: string }): boolean
  /** Asks sentinels for the server, and opens a stream to it. */
  connect(emitError: ErrorEmitter): Promise<NetStream>
}
