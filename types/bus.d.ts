/** One set of verbs over Redis, NATS, RabbitMQ and Kafka: `hicast/bus`. */

import { EventEmitter } from 'node:events'

/** What JSON can hold, a string, or bytes. */
export type Payload = string | Uint8Array | ArrayBuffer | object | number | boolean | null

export interface ConnectOptions {
  /** Of this process, in the broker's lists of connections; host name and process id. */
  name?: string
  /** In front of every channel's name; `?prefix=` in the URL does the same. */
  prefix?: string
  /** Which channels publish() takes for logs when it is not told; none. Names and patterns. */
  durable?: boolean | string[]
  /** How much of a log is kept, where the bus makes it. */
  history?: {
    /** Entries, about; 100,000. */
    messages?: number
    /** Bytes of each log, where the broker counts them. */
    bytes?: number
    /** Milliseconds, where the broker counts them. */
    ms?: number
  }
  /** For how long a second publish with the same id is one, in ms; 120,000. */
  dedupWindow?: number
  /** More options for the client: of `Redis`, or with `?cluster=true` in the URL of `Cluster`. */
  redis?: object
  /** More options for `connect()` of `@nats-io/transport-node`. */
  nats?: object
  /** More options for `connect()` of `amqplib`. */
  amqp?: object
  /** More options for the constructor of `Kafka`, and instead of kafkajs' another class of its shape. */
  kafka?: { Kafka?: new (options: any) => any, [option: string]: unknown }
  /** What stands between the app and the payloads: `cloudEvents()`, or one of your own. */
  codec?: Codec
  /** A driver of your own: see docs/bus.md. */
  driver?: (address: { text: string }, settings: object, host: object) => object | Promise<object>
}

export interface Codec<In = any, Out = any> {
  /** What publish() was given, as a string or bytes, and its options with what goes along. */
  encode(data: In, options: PublishOptions, context: { broker: string, channel: string }): { data: Payload, options: PublishOptions }
  /** What handlers get as `message.data`; here that is still what it is without a codec. Called when it is asked for. */
  decode(message: Message): Out
  /** Headers, as they were read, of a message that goes to the dead letters as it is. */
  forward?(headers: Record<string, string>, context: { broker: string, channel: string }): Record<string, string>
}

/** An event as publish() takes it. */
export interface CloudEventInput<T = any> {
  /** What happened: `com.example.order.paid`. */
  type: string
  /** Where: a URI or a path; that of `cloudEvents({ source })`. */
  source?: string
  /** With `source` the event's name; the option `id` of publish(), or a UUID. */
  id?: string
  /** When; now. */
  time?: string | Date
  /** What of the source it is about. */
  subject?: string
  /** Media type of `data`; by what `data` is. */
  datacontenttype?: string
  /** A URI of the schema of `data`. */
  dataschema?: string
  /** '1.0' */
  specversion?: string
  /** A value of JSON, a string, or bytes. */
  data?: T
  /** Extensions: strings, true, false, and integers of 32 bits. */
  [extension: string]: unknown
}

/** An event as handlers get it in `message.data`. */
export interface ReceivedCloudEvent<T = any> {
  /** '1.0' */
  specversion: string
  /** What happened. */
  type: string
  /** Where. */
  source: string
  /** With `source` the event's name. */
  id: string
  /** When. */
  time?: string
  /** What of the source it is about. */
  subject?: string
  /** Media type of `data`. */
  datacontenttype?: string
  /** A URI of the schema of `data`. */
  dataschema?: string
  /** A value of JSON, a string, or a Buffer. */
  data?: T
  /** Extensions; in binary mode they are strings. */
  [extension: string]: unknown
}

/** A codec for CloudEvents 1.0. */
export function cloudEvents(options?: {
  /** Of events that name none. */
  source?: string
  /** `structured`: the payload is the event's JSON. `binary`: it is `data`, and attributes are headers. */
  mode?: 'structured' | 'binary'
}): Codec<CloudEventInput, any>

export interface Caps {
  /** subscribe() */
  readonly broadcast: boolean
  /** publish() and subscribe() with `durable` */
  readonly durable: boolean
  /** What `from` may be, beside 'new'. */
  readonly replay: ReadonlyArray<'first' | 'last' | 'seq' | 'time' | 'resume'>
  /** consume() */
  readonly group: boolean
  /** Where a new group may begin; absent: as ConsumeOptions says. */
  readonly groupFrom?: ReadonlyArray<'first' | 'new'>
  /** What publish() tells. */
  readonly receipt: ReadonlyArray<'receivers' | 'seq' | 'routed' | 'duplicate'>
  /** Patterns, live. */
  readonly wildcard: boolean
  /** Patterns, of logs. */
  readonly durableWildcard: boolean
  /**
   * What becomes of a second publish with the same `id`: true, the broker knows it, and publish() tells; `read`, the
   * broker stores it, and a reader of the log hands it on once; false, nothing.
   */
  readonly dedup: boolean | 'read'
  /** `any`: what failed comes again by itself; `in-place`: it holds up what is behind it. */
  readonly redelivery: 'any' | 'in-place'
  /** Within what messages keep their order. */
  readonly order: 'total' | 'channel' | 'publisher' | 'key'
  /** Whether there is a connection that may be lost. */
  readonly reconnect: boolean
  /** false: live subscriptions miss nothing while the connection is lost, and tell no gap. */
  readonly liveGap?: boolean
  /** Whether logs outlive the broker's process, as far as its own settings go. */
  readonly persistent?: boolean
  /** true: each channel that is subscribed costs the broker much; `hicast/hub` uses one for all its topics. */
  readonly dearChannels?: boolean
  /** Whether `history.messages` is kept to. */
  readonly trims?: boolean
  /** Bytes of a message. */
  readonly maxPayload: number
  /** As the broker tells it. */
  readonly serverVersion?: string
}

export interface PublishOptions {
  /** Names in lower case. */
  headers?: Record<string, string>
  /** Messages of one key keep their order for subscribers, on every broker; in a group on Kafka alone. */
  key?: string
  /** Of the message: a second publish into a log with it is one, as `caps.dedup` says. */
  id?: string
  /** Into the log of the channel, and to live subscribers as well. */
  durable?: boolean
  /** The payload, a string or bytes, is that already. */
  contentType?: string
}

export interface Receipt {
  /** Live subscribers that got it. */
  receivers?: number
  /** Its place in the log. */
  seq?: number
  /** Whether any queue took it. */
  routed?: boolean
  /** The log had it already. */
  duplicate?: boolean
}

export interface Message<T = any> {
  /** The channel that it was published to. */
  readonly channel: string
  /** By the content type: a value of JSON, a string, or a Buffer. */
  readonly data: T
  /** The payload as bytes. */
  readonly bytes: Buffer
  /** The payload as text. */
  readonly text: string
  /** The payload read as JSON, whatever its content type. */
  json(): unknown
  /** Media type of the payload. */
  readonly contentType: string | undefined
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Of the publish; messages of one key keep their order. */
  readonly key: string | undefined
  /** Of the publish. */
  readonly id: string | undefined
  /** Its place in the log. */
  readonly seq: number | undefined
  /** When it was stored, in ms since 1970. */
  readonly time: number | undefined
  /** How often it has been delivered to the group. */
  readonly deliveries: number | undefined
  /** Of a group: it is done. */
  ack(): void | Promise<void>
  /** Of a group: deliver it again. */
  nack(options?: { delay?: number }): void | Promise<void>
}

export type Handler<T = any> = (message: Message<T>) => unknown

export type From = 'new' | 'first' | 'last' | { seq: number } | { time: number | Date } | { resume: string }

export interface LiveOptions {
  /** Live: what is published while nobody listens is gone. */
  durable?: false
  /** Handlers that run at once; 1. */
  maxInFlight?: number
  /** How many messages may wait for the handler; 65,536. */
  maxMessages?: number
  /** How many bytes; 64 MiB. */
  maxBytes?: number
  /** What happens then; 'drop-oldest'. `latest` keeps the last of each key. */
  overflow?: 'drop-oldest' | 'drop-newest' | 'latest' | 'close'
  /** Closes the subscription. */
  signal?: AbortSignal
}

export interface DurableOptions {
  /** From the channel's log. */
  durable: true
  /** Where in the log to begin; 'new'. */
  from?: From
  /**
   * How many handlers may run at once.
   * @default 1
   */
  maxInFlight?: number
  /** How many messages are fetched ahead; 1,024. */
  maxMessages?: number
  /** How many bytes; 8 MiB. */
  maxBytes?: number
  /** Closes the subscription. */
  signal?: AbortSignal
}

export type SubscribeOptions = LiveOptions | DurableOptions

export interface ConsumeOptions {
  /** Each message is for one of the group. */
  group: string
  /** Handlers that run at once; 16. */
  maxInFlight?: number
  /** Deliveries after which a message is dead; 5 with `deadLetter`, else there is no end. */
  maxDeliver?: number
  /** The channel for the dead. */
  deadLetter?: string
  /** Ms until what failed is delivered again; 0. */
  retryDelay?: number
  /** Ms after which what a member has not done goes to another; 30,000, where the broker has such a limit. */
  ackTimeout?: number
  /** Where a group begins that is new; 'first'. */
  from?: 'first' | 'new'
  /** Closes the consumer. */
  signal?: AbortSignal
}

/** Something is missing, or may be. */
export interface Gap {
  /**
   * `reconnect`: a live subscription was deaf for `deafMs`. `overflow`: `dropped` messages were thrown away.
   * `trimmed`: the log no longer has `from` to `to`. `epoch`: the log is another one than before.
   */
  reason: 'reconnect' | 'overflow' | 'trimmed' | 'epoch'
  /** For how long nothing was heard, in ms. */
  deafMs?: number
  /** How many messages were dropped here. */
  dropped?: number
  /** The first of the log that is gone. */
  from?: number
  /** The last of the log that is gone. */
  to?: number
}

export interface Subscription<T = any> extends EventEmitter, AsyncIterable<Message<T>>, AsyncDisposable {
  /** What it was made by. */
  readonly bus: Bus
  /** The channel or pattern. */
  readonly channel: string
  /** Messages that wait for the handler. */
  readonly pending: number
  /** Messages thrown away. */
  readonly dropped: number
  /** The place of the last message of a log that was handled. */
  readonly position: number | undefined
  /**
   * Of a log: the place of the last message that it does not hand on, since it was there before it began; `seq` is one
   * less than the first where none was. `undefined` where the broker does not tell: RabbitMQ, unless `from` is a `seq`.
   */
  readonly startsAfter: { seq: number, epoch?: string } | undefined
  /** Whether it is paused. */
  readonly isPaused: boolean
  /** Whether it is closed. */
  readonly isClosed: boolean
  /** Handlers are not called until `resume()`. */
  pause(): this
  /** Ends the pause. */
  resume(): this
  /** Unsubscribes. Handlers that run are not waited for: what a group's had in hand goes to another member. */
  close(): Promise<void>
  /** Adds a listener of an event. */
  on(event: 'gap', listener: (gap: Gap) => void): this
  on(event: 'error', listener: (error: Error) => void): this
  on(event: 'close', listener: () => void): this
  on(event: string | symbol, listener: (...args: any[]) => void): this
}

export interface Consumer<T = any> extends Omit<Subscription<T>, 'on'> {
  /** The group that it consumes for. */
  readonly group: string
  /** Adds a listener of an event. */
  on(event: 'nack' | 'dead', listener: (message: Message<T>, error: Error) => void): this
  on(event: 'error', listener: (error: Error) => void): this
  on(event: 'close', listener: () => void): this
  on(event: string | symbol, listener: (...args: any[]) => void): this
}

export interface Bus extends EventEmitter, AsyncDisposable {
  /** Of the driver: `redis`, `nats` ... */
  readonly name: string
  /** 'mem', 'redis', 'nats', 'amqp', 'kafka' ... */
  readonly broker: string
  /** Whether the broker is connected. */
  readonly status: 'connected' | 'disconnected' | 'closed'
  /** What this broker can do. */
  readonly caps: Caps
  /** The client of the broker. */
  readonly native: any
  /** Publishes a message; fulfilled with what the broker knows of it. */
  publish(channel: string, data: Payload, options?: PublishOptions): Promise<Receipt>
  /** Everybody gets every message. */
  subscribe<T = any>(channel: string, handler: Handler<T>, options?: SubscribeOptions): Promise<Subscription<T>>
  subscribe<T = any>(channel: string, options?: SubscribeOptions): Promise<Subscription<T>>
  /** One of the group gets each message. */
  consume<T = any>(channel: string, handler: Handler<T>, options: ConsumeOptions): Promise<Consumer<T>>
  consume<T = any>(channel: string, options: ConsumeOptions): Promise<Consumer<T>>
  /** Closes all subscriptions and connections; what was published is sent. Handlers that run are not waited for. */
  close(): Promise<void>
  /** Adds a listener of an event. */
  on(event: 'status', listener: (change: { status: Bus['status'], error?: Error }) => void): this
  on(event: 'gap', listener: (gap: Gap & { channel: string, subscription: Subscription }) => void): this
  on(event: 'error', listener: (error: Error) => void): this
  on(event: string | symbol, listener: (...args: any[]) => void): this
}

interface AsyncDisposable {
  /** Closes it at the end of an `await using` block. */
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Connects to a broker: `mem:`, `redis:`, `rediss:`, `unix:`, `nats:`, `tls+nats:`, `amqp:`, `amqps:`, `kafka:`,
 * `kafka+ssl:`.
 */
export function connect(url: string | URL, options?: ConnectOptions): Promise<Bus>
