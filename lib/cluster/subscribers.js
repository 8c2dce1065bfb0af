'use strict'

const { COMMAND } = require('../support/native')
const { keySlot } = require('../support/key_slot')
const Forwarder = require('./forwarder')
const MasterSubscribers = require('./master_subscribers')
const RoamingSubscriber = require('./roaming_subscriber')
const { KINDS, SHARD } = require('./wanted')

const KEYSPACE = '__key'

/**
 * Takes the commands about subscriptions of a cluster: channels and patterns go
 * to the one connection that roams, shard channels to the master of their slot,
 * and those of keyspace events to every master.
 */
class Subscribers {
  #forwarder
  #roaming
  #masters

  /** @param {import('./session')} session */
  constructor (session) {
    this.#forwarder = new Forwarder(session.cluster)
    this.#roaming = new RoamingSubscriber(session, this.#forwarder)
    this.#masters = new MasterSubscribers(session, this.#forwarder)
  }

  /**
   * @param {import('../commands/command')} command  SUBSCRIBE or one of its kin
   * @param {object} [stream]  the pipeline that it belongs to
   */
  send (command, stream) {
    const { kind } = command.traits
    if (kind === COMMAND.SSUBSCRIBE) this.#ssubscribe(command, stream)
    else if (kind === COMMAND.SUNSUBSCRIBE) this.#sunsubscribe(command, stream)
    else if (kind >= COMMAND.UNSUBSCRIBE) this.#unsubscribe(command, stream, kind - COMMAND.UNSUBSCRIBE)
    else this.#subscribe(command, stream, kind - COMMAND.SUBSCRIBE)
  }

  #toRoaming (command, stream) {
    const { redis } = this.#roaming
    if (redis === null) command.fail(new Error('No subscriber for the cluster'))
    else redis.sendCommand(command, stream)
  }

  #subscribe (command, stream, kind) {
    const own = command.args.filter(isKeyspace)
    if (own.length === 0) {
      this.#toRoaming(command, stream)
      return
    }
    const others = command.args.filter((name) => !isKeyspace(name))
    const orders = own.map((name) => this.#masters.want(kind, name))
    if (others.length > 0) orders.push(this.#callRoaming(KINDS[kind].subscribe, others))
    this.#masters.update()
    Promise.all(orders).then(() => command.succeed(this.count), (error) => command.fail(error))
  }

  #unsubscribe (command, stream, kind) {
    const isAll = command.args.length === 0
    const own = isAll ? this.#masters.wanted.of(kind).map(({ name }) => name) : command.args.filter(isKeyspace)
    if (own.length === 0) {
      this.#toRoaming(command, stream)
      return
    }
    for (const name of own) this.#masters.unwant(kind, name)
    this.#masters.update()
    const others = command.args.filter((name) => !isKeyspace(name))
    const order = isAll || others.length > 0 ? this.#callRoaming(KINDS[kind].unsubscribe, others) : Promise.resolve()
    order.then(() => command.succeed(this.count), (error) => command.fail(error))
  }

  #callRoaming (method, names) {
    const { redis } = this.#roaming
    return redis === null ? Promise.reject(new Error('No subscriber for the cluster')) : redis[method](...names)
  }

  /** @returns {import('../client/redis')[]} the connections that messages come on */
  clients () {
    const { current } = this.#roaming
    return current === null ? this.#masters.clients() : [current, ...this.#masters.clients()]
  }

  /**
   * @param {0|1} kind  channels, patterns
   * @param {string|Buffer} name
   * @returns {boolean} whether it is subscribed
   */
  isSubscribed (kind, name) {
    return this.#masters.wanted.get(kind, name) !== undefined ||
      Boolean(this.#roaming.current?._session.connection.isSubscribed(kind, name))
  }

  /** Whether nothing is subscribed. */
  get isEmpty () {
    return this.#masters.wanted.size === 0 && !(this.#roaming.current?._session.connection.subscriptionCount > 0)
  }

  /** Channels and patterns that are subscribed. */
  get count () {
    const { wanted } = this.#masters
    return (this.#roaming.current?.hicast.health().subscriptions ?? 0) + wanted.size - wanted.of(SHARD).length
  }

  #ssubscribe (command, stream) {
    const { args } = command
    if (!this.#isOneSlot(command)) return
    const items = args.map((name) => this.#masters.wanted.get(SHARD, name) ?? { slot: keySlot(name) })
    const member = args.length === 0 ? undefined : this.#masters.ownerOf(items[0])
    if (member === undefined) {
      command.fail(new Error(`No sharded subscriber for slot: ${items[0]?.slot}`))
      return
    }
    this.#sendTo(member, command, stream)
  }

  // What fails there is the router's to mend, and may come here again.
  #sendTo (member, command, stream) {
    command.redirection ??= {}
    command.redirection.member?.release(command)
    command.redirection.member = member
    member.expect(command)
    member.redis._route(command, stream)
  }

  /**
   * Sees what becomes of a command about shard channels, and sees it before the
   * app does, which may say at once that it wants something else.
   *
   * @param {import('../commands/command')} command  SSUBSCRIBE or SUNSUBSCRIBE, not sent yet
   */
  follow (command) {
    const settle = (isDone) => {
      const member = command.redirection?.member
      if (member === undefined) return
      member.release(command)
      if (isDone) this.#noteDone(command, member)
      this.#masters.update()
    }
    command.promise.then(() => settle(true), () => settle(false))
  }

  #noteDone ({ args, traits: { kind } }, member) {
    if (kind === COMMAND.SSUBSCRIBE) {
      this.#masters.note(args, member)
      return
    }
    // What was not confirmed yet when the app took it back was heard since.
    for (const name of args) {
      if (member.hears(this.#masters.wanted.get(SHARD, name))) this.#masters.unwant(SHARD, name, member)
    }
  }

  #sunsubscribe (command, stream) {
    const { args } = command
    if (args.length === 0) {
      for (const { name } of this.#masters.wanted.of(SHARD)) this.#masters.unwant(SHARD, name)
      this.#masters.update()
      command.succeed(0)
      return
    }
    if (!this.#isOneSlot(command)) return
    const member = this.#masters.ownerOf({ slot: keySlot(args[0]) })
    for (const name of args) this.#masters.unwant(SHARD, name, member)
    if (member === undefined) command.succeed(0)
    else this.#sendTo(member, command, stream)
    this.#masters.update()
  }

  #isOneSlot (command) {
    const slots = command.args.map(keySlot)
    if (slots.every((slot) => slot === slots[0])) return true
    command.fail(new Error('Possible CROSSSLOT error: All channels must hash to the same slot'))
    return false
  }

  /** The cluster begins to connect. */
  start () {
    this.#roaming.start()
    this.#masters.start()
  }

  onReady () {
    this.#masters.update()
  }

  /** The nodes have told who serves which slots. */
  onRefresh () {
    this.#masters.update()
  }

  stop () {
    this.#roaming.stop()
    this.#masters.stop()
  }

  end () {
    this.stop()
    this.#masters.end()
  }

  onDeliveryChange () {
    this.#forwarder.update()
  }

  /** @returns {{subscriptions: number, deafMs: number, deaf: object[], subscriber: object|null}} */
  health () {
    const subscriber = this.#roaming.current?.hicast.health() ?? null
    const deaf = [...this.#masters.wanted].filter(({ deafMs }) => deafMs !== null)
    return {
      subscriptions: (subscriber?.subscriptions ?? 0) + this.#masters.wanted.size,
      deafMs: (subscriber?.deafMs ?? 0) + this.#masters.deafMs,
      deaf: deaf.map(({ kind, name, deafMs }) => ({ kind: KINDS[kind].name, name, deafMs })),
      subscriber
    }
  }
}

function isKeyspace (name) {
  return (typeof name === 'string' ? name : Buffer.from(name).toString('latin1')).startsWith(KEYSPACE)
}

module.exports = Subscribers
