/** Errors of the client. */

export class RedisError extends Error {}

/** The server said no. The message is the server's. */
export class ReplyError extends RedisError {
  constructor(message: string)
  /** The command that was refused. */
  command?: { name: string; args: any[] }
}

/** The client gave up on a command before, or instead of, the server's reply. */
export class AbortError extends RedisError {
  /** The command that was given up. */
  command?: { name: string; args: any[] }
}

/** There were more failed attempts to connect than `maxRetriesPerRequest`. */
export class MaxRetriesPerRequestError extends AbortError {
  constructor(maxRetriesPerRequest: number)
}
