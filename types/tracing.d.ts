/** What subscribers of `diagnostics_channel` are given. */

export interface CommandTraceContext {
  command: string
  args: string[]
  database: number
  serverAddress: string
  serverPort: number | undefined
}

export interface BatchOperationContext {
  batchMode: 'MULTI'
  batchSize: number
  database: number
  serverAddress: string
  serverPort: number | undefined
}

export interface ConnectTraceContext {
  serverAddress: string
  serverPort: number | undefined
  connectionEpoch: number
}

/** Of `hicast:reconnect`: the client is about to wait, then to connect again. */
export interface ReconnectContext {
  /** Attempts since the client was last ready, from 1. */
  attempt: number
  /** How long it waits, in ms. */
  delay: number
  serverAddress: string
  serverPort: number | undefined
}

/** Of `hicast:publish`: a message was sent. */
export interface PublishContext {
  command: string
  channel: string | Buffer
  /** Of the message: characters of a string, bytes of a Buffer. */
  length: number
}

/** Of `hicast:message`: a message that somebody listens for came. */
export interface MessageContext {
  event: 'message' | 'messageBuffer' | 'pmessage' | 'pmessageBuffer' | 'smessage' | 'smessageBuffer'
  pattern: string | undefined
  channel: string | Buffer
  /** Of the message: characters of a string, bytes of a Buffer. */
  length: number
}
