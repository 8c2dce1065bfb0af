/** WebSockets and event streams across servers: `hicast/hub`. */

import { EventEmitter } from 'events'
import type { IncomingMessage, ServerResponse } from 'http'

/** What `createHub()` can be told. */
export interface HubOptions {
  /** Begins the id of this server; `server`. */
  name?: string
  /** Put before each channel; `ws:`. */
  prefix?: string
  /** Milliseconds that a user or room stays subscribed after its last socket; 5000. */
  linger?: number
  /** Bytes that may wait in this process for one socket; 1 MiB. */
  maxBuffered?: number
  /** What becomes of a socket for which more waits: it is closed with the code
   * 1013, loses messages, or gets the newest of each room once it reads again;
   * `close`. What is lost is counted. */
  onSlow?: 'close' | 'drop' | 'latest'
  /** Rooms that one socket may be in; 100. */
  maxRooms?: number
  /** Bytes of one message; 1 MiB. */
  maxPayload?: number
  /** With a history: messages of each user and room that are kept in memory for
   * browsers that come back; 100. What is older is read from the broker. */
  recent?: number
  /** Keeps a history where the bus can; true. */
  durable?: boolean
  /** Whether `join` and `leave` are told; false. */
  presenceEvents?: boolean
  /** Whether a browser may join a room, or see who is in it, when it asks by
   * itself (`join()` and `presence()` of hicast/hub/client). Without it, it may not. */
  authorize?: ((seat: Seat, room: string) => boolean | Promise<boolean>) | null
}

/** What the app says of a socket that joins. */
export interface JoinOptions {
  /** Who it is. The app has checked it. At most 256 bytes. */
  user?: string
  /** The rooms it is in from the start. */
  rooms?: string[]
  /** The request of the upgrade, or of the event stream. hicast/hub/client says
   * in its URL what it has seen, a browser's EventSource in `Last-Event-ID`. */
  request?: Pick<IncomingMessage, 'url' | 'headers'>
  /** What the browser sends, but for what hicast/hub/client says to the hub. */
  onMessage?: (data: any, isBinary: boolean) => void
}

/** What was sent reached so many servers: 0 is offline; null where the broker does not know. */
export interface SendResult {
  /** How many servers hold such a socket; `null`: the broker does not know. */
  servers: number | null
}

/** Those that a message is for. */
export interface Target {
  /** The same without one socket, on whichever server it is: a socket that has
   * joined here, its seat, or the id of a seat anywhere. */
  except (socket: object | Seat | string): Target
  /** Sends a string, bytes, or what JSON can say. Rejects with a RangeError when
   * it is longer than `maxPayload`, and with a TypeError when JSON has no form for it. */
  send (data: unknown): Promise<SendResult>
  /** Closes the sockets, on all servers, once what was sent before is written.
   * `code`: 1000, or 3000 to 4999; 4000 to 4999 are the app's. `reason`: at most 123 bytes. */
  disconnect (code?: number, reason?: string): Promise<SendResult>
}

/** A socket that has joined. */
export interface Seat {
  /** Names this socket on all servers. */
  readonly id: string
  /** The WebSocket, or the response of an event stream. */
  readonly socket: any
  /** As it was joined. */
  readonly user: string | null
  /** Names of its rooms. */
  readonly rooms: ReadonlySet<string>
  /** How messages are written to it. */
  readonly format: 'plain' | 'labelled' | 'events'
  /** Messages that were not sent because the socket was slow. */
  readonly dropped: number
  /** Whether it has left everything for good; also when the socket was closed
   * before it could join. */
  readonly isClosed: boolean
  /** Fulfilled when the broker has confirmed it. Rejects beyond `maxRooms`. */
  join (room: string): Promise<void>
  /** Leaves a room; without one, everything: then nothing comes any more. A
   * socket that closes does so by itself (not so those of uWebSockets.js and
   * crossws: call this where they tell of the close). */
  leave (room?: string): void
  /** Closes the socket, with a code and a reason. */
  close (code?: number, reason?: string): void
}

/** A socket somewhere. */
export interface Member {
  /** The user, as it was joined. */
  user: string | null
  /** Id of the server. */
  server: string
  /** Id of the seat. */
  seat: string
}

export interface Presence {
  /** Who is there. */
  members: Member[]
  /** Ids of servers that did not answer in time. */
  missing: string[]
}

export interface Answers<T = any> {
  /** What servers answered. */
  answers: { server: string, value: T }[]
  /** What failed there. */
  errors: { server: string, message: string }[]
  /** Ids of servers that are known and did not answer in time. */
  missing: string[]
}

export interface HubStats {
  /** Sockets that are joined here. */
  sockets: number
  /** Users and rooms that this server is subscribed to. */
  topics: number
  /** Servers that live, this one included. */
  servers: number
  /** Messages that this server sent. */
  sent: number
  /** Messages that came from the broker. */
  received: number
  /** Frames that were written to sockets. */
  delivered: number
  /** Frames that slow sockets did not get. */
  dropped: number
  /** Browsers that came back and got what they had not had. */
  resumed: number
  /** Browsers that came back, and what they had not had was gone. */
  gaps: number
  /** Joins that were refused. */
  refused: number
  /** Time in all, in ms, for which the broker was not heard. */
  deaf_ms: number
}

export interface HubEvents {
  /** Of the connection to the broker. Without a listener it is logged. */
  error: [error: Error]
  /** Messages may be missing: the broker was away, or its history is cut. */
  gap: [gap: { reason: string, deafMs: number, topics: string[] }]
  /** With the option `presenceEvents`; `room` is missing when it is about the user. */
  join: [member: Member & { room?: string }]
  /** A socket left everything. */
  leave: [member: Member & { room?: string }]
}

export class Hub extends EventEmitter {
  /** Of this server, among all. */
  readonly id: string
  /** What it was told, with all defaults filled in. */
  readonly options: Readonly<Required<Omit<HubOptions, 'name'>>> & { name?: string }
  /** The figures of `stats()` in the text format of Prometheus. */
  readonly metrics: object

  /** Fulfilled when the hub is connected. join() and send() wait for that by themselves. */
  ready (): Promise<this>
  /** Lets a socket of ws, uWebSockets.js or crossws take part. Fulfilled when
   * nothing that is sent after that is missed. */
  join (socket: object, about?: JoinOptions): Promise<Seat>
  /** Answers a request with an event stream (SSE). */
  joinEventStream (response: ServerResponse, about?: JoinOptions): Promise<Seat>
  /** The seat of a socket that is joined. */
  seatOf (socket: object): Seat | undefined
  /** Has a socket leave everything. */
  leave (socket: object): void

  /** The sockets of a user, on every server. */
  toUser (user: string): Target
  /** The sockets in a room, on every server. */
  toRoom (room: string): Target
  /** All sockets, on every server. */
  toAll (): Target
  /** Closes the sockets of a user, wherever they are. */
  disconnectUser (user: string, code?: number, reason?: string): Promise<SendResult>

  /** Who is in a room, on all servers. `timeout`: ms, 2000. */
  presence (room: string, options?: { timeout?: number }): Promise<Presence>
  /** Where a user is connected. */
  presenceOfUser (user: string, options?: { timeout?: number }): Promise<Presence>
  /** Asks all servers, this one too; `data` is what JSON can say. `timeout`: ms, 2000. */
  ask<T = any> (name: string, data?: unknown, options?: { timeout?: number }): Promise<Answers<T>>
  /** What this server answers. */
  answer (name: string, answer: (data: any) => unknown): void
  /** Ids of the servers that live, this one's first. One that was killed is missed after six seconds. */
  servers (): string[]

  /** Figures since it was made. */
  stats (): HubStats
  /** The same as OpenMetrics text. */
  openMetrics (): string

  /** Closes the hub and its sockets, with the code 1012, which browsers come back
   * after. `drain`: ms over which they are sent away; 0. */
  close (options?: { drain?: number }): Promise<void>

  /** Adds a listener of an event: see {@link HubEvents}. */

  on<E extends keyof HubEvents> (event: E, listener: (...args: HubEvents[E]) => void): this
  /** Adds a listener for the next time of an event. */
  once<E extends keyof HubEvents> (event: E, listener: (...args: HubEvents[E]) => void): this
  /** Removes a listener. */
  off<E extends keyof HubEvents> (event: E, listener: (...args: HubEvents[E]) => void): this
}

/**
 * Makes this server one of those that share their browsers.
 *
 * @param from  a hicast/bus, a Redis or Cluster client, or nothing: then the
 *   embedded broker, for one server
 * @throws TypeError, RangeError for options that cannot be used
 */
export function createHub (from?: object | null, options?: HubOptions): Hub
