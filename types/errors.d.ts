/** Errors of the client. */

export class RedisError extends Error {}

/** The server said no. The message is the server's. */
export class ReplyError extends RedisError {
  constructor(message: string)
  /** The command that was refused. */
  command?: { name: string; args: any[] }
}
