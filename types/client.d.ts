/**
 * What the commands' types are made of, and the members that a client, a
 * cluster client and a pipeline have in common.
 */

import type { Socket } from 'net'
import type { TLSSocket } from 'tls'
import type { Command } from './command'
import type { RedisCommander } from './commands'

export type RedisKey = string | Buffer
export type RedisValue = string | Buffer | number

/** Called with an error, or with `null` and the reply. */
export type Callback<T = any> = (err?: Error | null, result?: T) => void

export type NetStream = Socket | TLSSocket
export type ProtocolVersion = 2 | 3
export type ReplyMappingMode = 'legacy' | 'resp3'

/** What a method gives back: a promise, or in a pipeline the pipeline itself. */
export interface ResultTypes<Result, Context> {
  /** A call of a client: a promise of the reply. */
  default: Promise<Result>
  /** A call of a pipeline: the pipeline itself. */
  pipeline: ChainableCommander<Context extends { mapping: 'resp3' } ? 'resp3' : 'resp2'>
}

export type ClientContext = {
  type: keyof ResultTypes<unknown, unknown>
  mapping?: 'resp2' | 'resp3'
}

export type Result<T, Context extends ClientContext> = ResultTypes<T, Context>[Context['type']]

/** A pipeline or transaction to which commands are added one after the other. */
export interface ChainableCommander<Mapping extends 'resp2' | 'resp3' = 'resp2'>
  extends RedisCommander<{ type: 'pipeline'; mapping: Mapping }> {
  /** Number of commands so far. */
  length: number
}

/* Words of the generated file commands.d.ts. */

export type Num = number | string
export type Dict<T> = Record<string, T>

/** Any number of arguments; some, or all, may come as an array. */
export type Many<T> = (T | readonly T[])[]

/** The callback that may end a list of arguments. */
export type Done<T> = [] | [callback: Callback<T> | undefined]

/** A reply that `replyMapping: 'resp3'` changes. */
export type Shape<Legacy, Resp3, Context extends ClientContext> =
  Context extends { mapping: 'resp3' } ? Resp3 : Legacy

/** Whether a word is among the arguments. */
type Has<Args extends unknown[], Word> = Extract<Args[number], Word> extends never ? false : true

export type ArgrepReply<Args extends RedisValue[], Text> =
  Has<Args, 'WITHVALUES'> extends true ? [index: number, value: Text][] : number[]

export type VsimReply<Args extends RedisValue[], Text, Context extends ClientContext> =
  Has<Args, 'WITHATTRIBS'> extends true
    ? Has<Args, 'WITHSCORES'> extends true
      ? Shape<Text[], Dict<[score: number, attributes: Text | null]>, Context>
      : Shape<Text[], Dict<Text | null>, Context>
    : Has<Args, 'WITHSCORES'> extends true
      ? Shape<Text[], Dict<number>, Context>
      : Text[]

/* Members in common. */

export interface CommanderOptions {
  /** Put before every key and shard channel. Other channels have no prefix. */
  keyPrefix?: string | undefined
  /** Errors of commands tell where the command was called. Costs time. */
  showFriendlyErrorStack?: boolean | undefined
}

/** A Lua script that becomes a method. */
export interface ScriptDefinition {
  /** The source of the script. */
  lua: string
  /** Without it, the number of keys is the first argument of each call. */
  numberOfKeys?: number | undefined
  /**
   * It only reads: a cluster may run it on a replica.
   * @default false
   */
  readOnly?: boolean | undefined
}

export interface Commander<Context extends ClientContext = { type: 'default' }>
  extends RedisCommander<Context> {
  /** What the client was told, with all defaults filled in. */
  options: CommanderOptions
  /** The scripts of `defineCommand()`, by name. */
  scriptsSet: {}
  /** Names given to `addBuiltinCommand()`. */
  addedBuiltinSet: Set<string>
  /** Names of the commands that have a method. */
  getBuiltinCommands(): string[]
  /** Makes the two methods of a command that has none, without adding them. */
  createBuiltinCommand(commandName: string): { string: any; buffer: any }
  /** Adds the two methods of a command that has none. */
  addBuiltinCommand(commandName: string): void
  /** Makes a method `name`, and `nameBuffer`, of a Lua script. */
  defineCommand(name: string, definition: ScriptDefinition): void
  /** Sends a command. Each call of a method comes through here, so that it can be wrapped. */
  sendCommand(command: Command, stream?: unknown, node?: unknown): unknown
}

/** What holds for the commands that are issued now. */
export interface Condition {
  /** The database. */
  select: number
  /** User and password that the connection goes by, or the password alone. */
  auth?: string | [string, string] | undefined
  /** Names by kind of subscription, `subscribe`, `psubscribe` or `ssubscribe`. */
  subscriber: false | { channels(kind: string): string[]; isEmpty(): boolean }
  /** RESP version that was agreed upon: 2 or 3. */
  protocol: ProtocolVersion
  /** The shapes of replies. */
  replyMapping: ReplyMappingMode
  /** Connected, and not ready yet. */
  handshake: boolean
}

/** `pipeline` and `multi`. */
export interface Transaction<Mapping extends 'resp2' | 'resp3' = 'resp2'> {
  /** Commands that are sent together by `exec()`. */
  pipeline(commands?: unknown[][]): ChainableCommander<Mapping>
  /** Commands that the server runs as one, by `exec()`. */
  multi(options: { pipeline: false }): Promise<'OK'>
  multi(): ChainableCommander<Mapping>
  multi(options: { pipeline: true }): ChainableCommander<Mapping>
  multi(commands?: unknown[][]): ChainableCommander<Mapping>
}

export interface ScanStreamOptions {
  /** Glob pattern of the names to be told. */
  match?: string | undefined
  /** Type of the keys to be told, as TYPE gives it (SCAN only). */
  type?: string | undefined
  /**
   * About how many the server looks at in one call.
   * @default 10, the server's own
   */
  count?: number | undefined
  /**
   * Fields without their values (HSCAN only).
   * @default false
   */
  noValues?: boolean | undefined
}
