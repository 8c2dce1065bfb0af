/** Commands of one's own: declared, they are known to clients and pipelines. */

import { Command, Redis, ReplyError, type Callback, type ClientContext, type Result } from 'hicast'
import { is } from './assert'

declare module 'hicast' {
  interface RedisCommander<Context> {
    /** KEYS[1] joined with ARGV[1]. */
    joined(key: string, text: string, callback?: Callback<string>): Result<string, Context>
    /** One more form of a command that is there already. */
    get(key: { name: string }): Result<string | null, Context>
  }
}

const redis = new Redis({ scripts: { joined: { lua: 'return KEYS[1] .. ARGV[1]', numberOfKeys: 1 } } })
redis.defineCommand('joined', { lua: 'return KEYS[1] .. ARGV[1]', numberOfKeys: 1 })

is<Promise<string>>()(redis.joined('key', 'text'))
is<Promise<string | null>>()(redis.get({ name: 'key' }))
is<Promise<string | null>>()(redis.get('key'))
redis.joined('key', 'text', (err, reply) => {
  is<Error | null | undefined>()(err)
  is<string | undefined>()(reply)
})
is<Promise<[error: Error | null, result: unknown][] | null>>()(
  redis.pipeline().joined('key', 'text').get('key').exec()
)
// @ts-expect-error the text is missing
redis.joined('key')
// @ts-expect-error never declared
redis.unheardOf('key')

type Text<Context extends ClientContext> = Result<string, Context>
is<Promise<string>>()({} as Text<{ type: 'default' }>)

// Commands as objects, and changes to all of a kind.
const command = new Command('get', ['key'], { replyEncoding: 'utf8' }, (err, reply) => {
  is<Error | null | undefined>()(err)
  is<any>()(reply)
})
redis.sendCommand(command)
is<string>()(command.name)
Command.setReplyTransformer('hgetall', (reply) => new Map(reply))
Command.setArgumentTransformer('hset', (args) => args.flat())

export async function main () {
  try {
    await redis.call('NOSUCH')
  } catch (err) {
    if (err instanceof ReplyError) is<string | undefined>()(err.command?.name)
  }
}
