/** What subscribers of `diagnostics_channel` are given. */

export interface CommandTraceContext {
  /** Name of the command. */
  command: string
  /** Its arguments; passwords are `?`. */
  args: string[]
  /** Number of the database. */
  database: number
  /** Host, or path of the unix socket. */
  serverAddress: string
  /** TCP port. */
  serverPort: number | undefined
}

export interface BatchOperationContext {
  /** A pipeline or a transaction. */
  batchMode: 'MULTI'
  /** Number of its commands. */
  batchSize: number
  /** Number of the database. */
  database: number
  /** Host, or path of the unix socket. */
  serverAddress: string
  /** TCP port. */
  serverPort: number | undefined
}

export interface ConnectTraceContext {
  /** Host, or path of the unix socket. */
  serverAddress: string
  /** TCP port. */
  serverPort: number | undefined
  /** Number of the connection of this client, from 1. */
  connectionEpoch: number
}

/** Of `hicast:reconnect`: the client is about to wait, then to connect again. */
export interface ReconnectContext {
  /** Attempts since the client was last ready, from 1. */
  attempt: number
  /** How long it waits, in ms. */
  delay: number
  /** Host, or path of the unix socket. */
  serverAddress: string
  /** TCP port. */
  serverPort: number | undefined
}

/** Of `hicast:publish`: a message was sent. */
export interface PublishContext {
  /** `publish` or `spublish`. */
  command: string
  /** Name of the channel. */
  channel: string | Buffer
  /** Of the message: characters of a string, bytes of a Buffer. */
  length: number
}

/** Of `hicast:message`: a message that somebody listens for came. */
export interface MessageContext {
  /** The event that brings it. */
  event: 'message' | 'messageBuffer' | 'pmessage' | 'pmessageBuffer' | 'smessage' | 'smessageBuffer'
  /** The pattern that it came by, if it came by one. */
  pattern: string | undefined
  /** Name of the channel. */
  channel: string | Buffer
  /** Of the message: characters of a string, bytes of a Buffer. */
  length: number
}
