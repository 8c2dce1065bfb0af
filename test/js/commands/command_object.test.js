'use strict'

const assert = require('node:assert/strict')
const { peers, Redis } = require('../../helpers/client')

/** Redis.Command as libraries use it that make commands themselves. */
describe('Command', () => {
  /** Asks a Command of each kind the same, and compares. */
  function compare (ask) {
    const { client, ioredis } = peers()
    const theirs = ask(ioredis.Command)
    assert.notEqual(theirs, undefined)
    assert.deepEqual(ask(client.Command), theirs)
  }

  const samples = [
    ['get', ['k']], ['set', ['k', 'v']], ['SET', ['k', Buffer.from([0xff])]], ['mset', ['a', 1, 'b', 2]],
    ['mset', [{ a: 1, b: 2 }]], ['hset', ['h', new Map([['f', 'v']])]], ['ping', []], ['echo', ['é']],
    ['eval', ['return 1', 2, 'a', 'b', 'c']], ['xread', ['STREAMS', 'x', 'y', '0', '0']], ['set', [['k', 'v']]],
    ['publish', ['a', 'x']], ['spublish', ['{a}b', 'x']], ['subscribe', ['a', 'b']], ['nosuchcommand', ['a']],
    ['set', ['k', '']], ['set', ['k', Buffer.alloc(0)]], ['set', ['k', null]], ['zunionstore', ['d', 2, 'a', 'b']],
    ['blpop', ['a', 'b', 0]], ['del', []], ['incrby', ['k', 2 ** 60]]
  ]
  for (const [name, args] of samples) {
    it(`${name} ${JSON.stringify(args)}`, () => compare((Command) => {
      const command = new Command(name, structuredClone(args).map((arg) =>
        arg instanceof Uint8Array ? Buffer.from(arg) : arg))
      return {
        name: command.name,
        args: command.args,
        keys: command.getKeys(),
        slot: command.getSlot(),
        wire: Buffer.from(command.toWritable({})).toString('latin1')
      }
    }))
  }

  it('puts a keyPrefix before keys', () => compare((Command) =>
    ['mget', 'eval', 'publish', 'ssubscribe'].map((name) =>
      new Command(name, ['a', '1', 'b'], { keyPrefix: 'p:' }).args)))

  it('knows the flags of commands', () => compare((Command) =>
    Object.keys(Command.FLAGS).map((flag) => [flag,
      ['subscribe', 'SSUBSCRIBE', 'quit', 'auth', 'info', 'blpop', 'get'].map((name) =>
        Command.checkFlag(flag, name))])))

  it('knows how long commands block', () => compare((Command) => [
    ['blpop', 'a', 1.5], ['blpop', 'a', '0'], ['brpop', 'a', Buffer.from('2')], ['blmpop', 3, 1, 'a', 'LEFT'],
    ['xread', 'BLOCK', 100, 'STREAMS', 'a', '$'], ['xread', 'STREAMS', 'a', '$'], ['get', 'a'], ['blpop'],
    ['blpop', 'a', 'soon'], ['bzmpop', '1', 1, 'a', 'MIN'], ['xread', 'block', 'x', 'STREAMS', 'a', '$'],
    ['blpop', 'a', -1], ['blmove', 'a', 'b', 'LEFT', 'LEFT', 4]
  ].map(([name, ...args]) => String(new Command(name, args).extractBlockingTimeout()))))

  it('resolves and rejects its promise', async () => {
    const { Command } = Redis
    const one = new Command('get', ['k'], { replyEncoding: 'utf8' })
    one.resolve(Buffer.from('v'))
    assert.equal(await one.promise, 'v')
    const two = new Command('get', ['k'])
    two.resolve(Buffer.from('v'))
    assert.deepEqual(await two.promise, Buffer.from('v'))
    const three = new Command('get', ['k'])
    three.reject(new Error('no'))
    await assert.rejects(three.promise, { message: 'no' })
  })

  it('calls back', async () => {
    const args = await new Promise((resolve) => {
      new Redis.Command('get', ['k'], { replyEncoding: 'utf8' }, (...args) => resolve(args))
        .resolve(Buffer.from('v'))
    })
    assert.deepEqual(args, [null, 'v'])
  })

  it('is rejected when its reply cannot be shaped', async () => {
    const { Command } = Redis
    Command.setReplyTransformer('lolwut', () => { throw new Error('what a shape') })
    try {
      const command = new Command('lolwut', [])
      command.resolve(Buffer.from('v'))
      await assert.rejects(command.promise, { message: 'what a shape' })
    } finally {
      Command.setReplyTransformer('lolwut', (reply) => reply)
    }
  })
})

describe('print', () => {
  it('prints errors and replies', () => {
    const { log } = console
    const lines = []
    console.log = (...args) => lines.push(args.join(' '))
    try {
      Redis.print(null, 'OK')
      Redis.print(new Error('no'))
    } finally {
      console.log = log
    }
    assert.deepEqual(lines, ['Reply: OK', 'Error: Error: no'])
  })
})
