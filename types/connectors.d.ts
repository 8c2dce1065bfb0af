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
  /** Whether the server that was found, by its INFO, is the one wanted. */
  check(info: any): boolean
  disconnect(): void
  abstract connect(emitError: ErrorEmitter): Promise<NetStream>
}

export interface ConnectorConstructor {
  new (options: any): AbstractConnector
}

export interface SentinelAddress {
  port: number
  host: string
  family?: number | undefined
}

/** Addresses of sentinels, one after the other. */
export class SentinelIterator implements Iterator<Partial<SentinelAddress>> {
  constructor(sentinels: Partial<SentinelAddress>[])
  next(): { done: boolean; value: Partial<SentinelAddress> }
  reset(moveCurrentEndpointToFirst: boolean): void
  add(sentinel: SentinelAddress): boolean
  toString(): string
}

/** Finds a server by asking sentinels: options `sentinels` and `name`. */
export class SentinelConnector extends AbstractConnector {
  constructor(options: SentinelConnectionOptions)
  emitter: EventEmitter | null
  protected options: SentinelConnectionOptions
  protected sentinelIterator: SentinelIterator
  check(info: { role?: string }): boolean
  connect(emitError: ErrorEmitter): Promise<NetStream>
}
