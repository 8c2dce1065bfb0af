/** What stands behind the methods: commands, pipelines, scan streams. */

import type { Readable, ReadableOptions } from 'stream'
import type { Callback, Commander } from './client'
import type { Cluster } from './cluster'
import type Redis = require('./index')

export type ArgumentType = string | Buffer | number | (string | Buffer | number | any[])[]
export type CommandParameter = string | Buffer | number | any[]

export interface CommandOptions {
  /** Encoding of the reply; `null`, which is the default, for Buffers. */
  replyEncoding?: BufferEncoding | null | undefined
  /** An error whose stack is that of the call (`showFriendlyErrorStack`). */
  errorStack?: Error | undefined
  /** Put before each key, or what makes the key of it. */
  keyPrefix?: string | undefined
  /**
   * It only reads: a cluster may send it to a replica.
   * @default false
   */
  readOnly?: boolean | undefined
}

/** Facts about commands that `Command.checkFlag` tells. */
export interface CommandNameFlags {
  /** May be sent while subscribed under RESP2. */
  VALID_IN_SUBSCRIBER_MODE: string[]
  /** May be sent while monitoring. */
  VALID_IN_MONITOR_MODE: string[]
  /** Subscribes. */
  ENTER_SUBSCRIBER_MODE: string[]
  /** Ends subscriptions. */
  EXIT_SUBSCRIBER_MODE: string[]
  /** The server closes the connection after it. */
  WILL_DISCONNECT: string[]
  /** May be sent before the connection is ready. */
  HANDSHAKE_COMMANDS: string[]
  /** Its errors are not shown to `reconnectOnError`. */
  IGNORE_RECONNECT_ON_ERROR: string[]
  /** May wait in the server. */
  BLOCKING_COMMANDS: string[]
  /** Its last argument says for how long, in seconds. */
  LAST_ARG_TIMEOUT_COMMANDS: string[]
  /** Its first argument says for how long, in seconds. */
  FIRST_ARG_TIMEOUT_COMMANDS: string[]
  /** Its option BLOCK says for how long, in ms. */
  BLOCK_OPTION_COMMANDS: string[]
}

export interface ReplyTransformerContext {
  /** Name of the command, in lower case. */
  commandName: string
  /** RESP version of the connection: 2 or 3. */
  protocol: 2 | 3
  /** The shapes of replies that are asked for. */
  replyMapping: 'legacy' | 'resp3'
}

/** One command on its way. Most programs never see one. */
export class Command {
  /** Names of the commands of each flag. */
  static FLAGS: CommandNameFlags
  /** Whether a command has a flag. */
  static checkFlag(flagName: keyof CommandNameFlags, commandName: string): boolean
  /** `func` changes the arguments of every command of that name. */
  static setArgumentTransformer(name: string, func: (args: any[]) => any[]): void
  /** `func` changes the reply to every command of that name. */
  static setReplyTransformer(name: string, func: (reply: any, context: ReplyTransformerContext) => any): void

  constructor(name: string, args?: ArgumentType[], options?: CommandOptions, callback?: Callback)

  /** In lower case. */
  name: string
  /** The arguments, flattened. */
  args: CommandParameter[]
  /** Settles with the reply. */
  promise: Promise<any>
  /** Fulfils the promise, with a reply as it came. */
  resolve: (result: any) => void
  /** Rejects the promise. */
  reject: (err: Error) => void
  /** Its reply is nobody's. */
  ignore?: boolean | undefined
  /** It only reads. */
  isReadOnly?: boolean | undefined
  /** It stands between MULTI and EXEC. */
  inTransaction: boolean
  /** Its place in its pipeline. */
  pipelineIndex?: number | undefined
  /** Whether it has settled. */
  isResolved: boolean
  /** The slot of its first key; `null` without a key. */
  getSlot(): number
  /** Its keys, with their prefix. */
  getKeys(): (string | Buffer)[]
  /** Rejects it, unless it has settled in so many ms. */
  setTimeout(ms: number): void
}

export interface Pipeline extends Commander<{ type: 'pipeline' }> {
  /** The client that sends it. */
  redis: Redis | Cluster
  /** That client is a cluster's. */
  isCluster: boolean
  /** Tells it from a client. */
  isPipeline: boolean
  /** Number of commands so far. */
  length: number
  /** Settles with what `exec()` gives. */
  promise: Promise<unknown>
  /** Fulfils the promise. */
  resolve: (result: unknown) => void
  /** Rejects the promise. */
  reject: (error: Error) => void
  /** Adds commands as arrays: `[["set", "key", "value"]]`. */
  addBatch(commands: any): this
  /** Adds a command. */
  sendCommand(command: Command): unknown
}

/** What `pipeline()` and `multi()` make. */
export class Pipeline {
  constructor(redis: Redis | Cluster)
}

export interface ScanStreamConstructorOptions extends ReadableOptions {
  /** The key that is scanned; without it, the database. */
  key?: string | undefined
  /** Glob pattern of the names to be told. */
  match?: string | undefined
  /** Type of the keys to be told (SCAN only). */
  type?: string | undefined
  /** `scan`, `sscan`, `hscan`, `zscan`, or one with `Buffer` at its end. */
  command: string
  /** The client that sends it. */
  redis: any
  /** About how many the server looks at in one call. */
  count?: string | number | undefined
  /** Fields without their values (HSCAN only). */
  noValues?: boolean | undefined
}

/** Keys or members, in arrays, as the server gives them to SCAN and its like. */
export class ScanStream extends Readable {
  constructor(options: ScanStreamConstructorOptions)
  /** Reads no further. */
  close(): void
}
