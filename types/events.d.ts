/** What a client emits. */

export type RedisStatus =
  | 'wait'
  | 'reconnecting'
  | 'connecting'
  | 'connect'
  | 'ready'
  | 'close'
  | 'end'

export interface Resubscribed {
  /** For how long nothing was heard, in ms. */
  deafMs: number
  /** Number of channels, patterns and shard channels that are heard again. */
  channels: number
}

/** The server did not let a client subscribe again after a reconnect. */
export interface ResubscribeError extends Error {
  /** Always the same. */
  code: 'HC_ERESUBSCRIBE'
  /** The names that were refused. */
  channels: (string | Buffer)[]
  /** What the server refused, and why. */
  refused: { kind: 'channel' | 'pattern' | 'shard channel'; name: string | Buffer; reason: string }[]
}

/** Arguments of the listeners, by the names of the events. */
export interface RedisEvents extends Record<Exclude<RedisStatus, 'reconnecting'>, []> {
  /** The delay before the next attempt, in ms. */
  reconnecting: [delay: number]
  /** Subscriptions are made again after a reconnect. */
  resubscribed: [info: Resubscribed]
  /** One that the server refuses to subscribe again is a `ResubscribeError`. */
  error: [error: Error]
  /** A message of a channel, as text. */
  message: [channel: string, message: string]
  /** All that one read of the socket brought to channels; `message` comes too if wanted. */
  messages: [batch: [channel: string, message: string][]]
  /** A message of a channel, as bytes. */
  messageBuffer: [channel: Buffer, message: Buffer]
  /** Messages of channels that match a pattern. */
  pmessage: [pattern: string, channel: string, message: string]
  /** A message by a pattern, as bytes; the pattern is text. */
  pmessageBuffer: [pattern: string, channel: Buffer, message: Buffer]
  /** Messages of shard channels. */
  smessage: [channel: string, message: string]
  /** A message of a shard channel, as bytes. */
  smessageBuffer: [channel: Buffer, message: Buffer]
  /** The database was changed. */
  select: [db: number]
  /** A sentinel could not be asked, or did not know. */
  sentinelError: [error: Error]
  /** A sentinel that `failoverDetector` listens to was lost. */
  sentinelReconnecting: []
  /** `failoverDetector` listens. */
  failoverSubscribed: []
  /** Of `monitor()`'s client: a command that the server got. */
  monitor: [time: string, args: string[], source: string, database: string]
}
