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
  errorStack?: Error | undefined
  keyPrefix?: string | undefined
  readOnly?: boolean | undefined
}

/** Facts about commands that `Command.checkFlag` tells. */
export interface CommandNameFlags {
  VALID_IN_SUBSCRIBER_MODE: string[]
  VALID_IN_MONITOR_MODE: string[]
  ENTER_SUBSCRIBER_MODE: string[]
  EXIT_SUBSCRIBER_MODE: string[]
  WILL_DISCONNECT: string[]
  HANDSHAKE_COMMANDS: string[]
  IGNORE_RECONNECT_ON_ERROR: string[]
  BLOCKING_COMMANDS: string[]
  LAST_ARG_TIMEOUT_COMMANDS: string[]
  FIRST_ARG_TIMEOUT_COMMANDS: string[]
  BLOCK_OPTION_COMMANDS: string[]
}

export interface ReplyTransformerContext {
  commandName: string
  protocol: 2 | 3
  replyMapping: 'legacy' | 'resp3'
}

/** One command on its way. Most programs never see one. */
export class Command {
  static FLAGS: CommandNameFlags
  static checkFlag(flagName: keyof CommandNameFlags, commandName: string): boolean
  /** `func` changes the arguments of every command of that name. */
  static setArgumentTransformer(name: string, func: (args: any[]) => any[]): void
  /** `func` changes the reply to every command of that name. */
  static setReplyTransformer(name: string, func: (reply: any, context: ReplyTransformerContext) => any): void

  constructor(name: string, args?: ArgumentType[], options?: CommandOptions, callback?: Callback)

  name: string
  args: CommandParameter[]
  promise: Promise<any>
  resolve: (result: any) => void
  reject: (err: Error) => void
  ignore?: boolean | undefined
  isReadOnly?: boolean | undefined
  inTransaction: boolean
  pipelineIndex?: number | undefined
  isResolved: boolean
  getSlot(): number
  getKeys(): (string | Buffer)[]
  setTimeout(ms: number): void
}

export interface Pipeline extends Commander<{ type: 'pipeline' }> {
  redis: Redis | Cluster
  isCluster: boolean
  isPipeline: boolean
  length: number
  promise: Promise<unknown>
  resolve: (result: unknown) => void
  reject: (error: Error) => void
  addBatch(commands: any): this
  sendCommand(command: Command): unknown
}

/** What `pipeline()` and `multi()` make. */
export class Pipeline {
  constructor(redis: Redis | Cluster)
}

export interface ScanStreamConstructorOptions extends ReadableOptions {
  key?: string | undefined
  match?: string | undefined
  type?: string | undefined
  command: string
  redis: any
  count?: string | number | undefined
  noValues?: boolean | undefined
}

/** Keys or members, in arrays, as the server gives them to SCAN and its like. */
export class ScanStream extends Readable {
  constructor(options: ScanStreamConstructorOptions)
  /** Reads no further. */
  close(): void
}
