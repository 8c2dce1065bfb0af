/** What a client emits. */

export type RedisStatus =
  | 'wait'
  | 'reconnecting'
  | 'connecting'
  | 'connect'
  | 'ready'
  | 'close'
  | 'end'

/** Arguments of the listeners, by the names of the events. */
export interface RedisEvents extends Record<Exclude<RedisStatus, 'reconnecting'>, []> {
  /** The delay before the next attempt, in ms. */
  reconnecting: [delay: number]
  error: [error: Error]
  message: [channel: string, message: string]
  messageBuffer: [channel: Buffer, message: Buffer]
  /** Messages of channels that match a pattern. */
  pmessage: [pattern: string, channel: string, message: string]
  pmessageBuffer: [pattern: string, channel: Buffer, message: Buffer]
  /** Messages of shard channels. */
  smessage: [channel: string, message: string]
  smessageBuffer: [channel: Buffer, message: Buffer]
  /** The database was changed. */
  select: [db: number]
  /** Of `monitor()`'s client: a command that the server got. */
  monitor: [time: string, args: string[], source: string, database: string]
}
