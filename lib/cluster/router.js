'use strict'

const { hasFlag, exists } = require('@ioredis/commands')
const { sizeOf } = require('../commands/command_size')
const Command = require('../commands/command')
const { slotOf } = require('./command_slot')
const { COMMAND } = require('../support/native')
const { closedError } = require('../support/errors')
const Queue = require('../support/queue')
const Watches = require('./watches')

const NONE = Object.freeze([])

function noop () {}

/**
 * Decides which node gets a command, and holds commands back until the cluster
 * is ready.
 */
class Router {
  #cluster
  #topology
  #pool
  #subscribers
  #offline = new Queue()
  #watches = new Watches()
  #pending
  #redirections

  /** @param {import('./session')} session */
  constructor ({ cluster, topology, pool, subscribers, pending, redirections }) {
    this.#cluster = cluster
    this.#pending = pending
    this.#redirections = redirections
    this.#topology = topology
    this.#pool = pool
    this.#subscribers = subscribers
  }

  /**
   * @param {import('../commands/command')} command
   * @param {object} [stream]  the pipeline that it belongs to
   * @param {{slot: number, redis: import('./node')|undefined, refusal?: Error|null}} [target]
   *   of the pipeline; the first of its commands finds the node for all, or why none is taken
   * @returns {Promise<unknown>|undefined}
   */
  send (command, stream, target) {
    const cluster = this.#cluster
    if (cluster.status === 'wait') cluster._session.connectQuietly()
    if (isAboutShardChannels(command)) this.#subscribers.follow(command)
    if (cluster.status === 'end') command.fail(closedError())
    else this.#try(command, stream, target)
    return command.pipeline === null ? command.promise : undefined
  }

  /**
   * @param {import('./node')} [avoid]  it failed there just now
   * @param {import('./node')} [asked]  that the server named by ASK
   */
  #try (command, stream, target, avoid, asked) {
    if (command.isSettled) return
    const { options, status } = this.#cluster
    if (status === 'end') {
      command.fail(new Error('Cluster is ended.'))
      return
    }
    const isOpen = status === 'ready' || command.name === 'cluster'
    const several = isOpen && stream === undefined ? this.#severalFor(command) : NONE
    if (several.length > 0) {
      this.#sendToEach(several, command)
      return
    }
    if (isOpen && isAboutSubscriptions(command)) {
      this.#subscribers.send(command, stream)
      return
    }
    const redis = isOpen ? asked ?? target?.redis ?? this.#choose(command, target, avoid) : undefined
    if (redis === undefined) {
      this.#wait(command, stream, target)
      return
    }
    if (target !== undefined) target.redis = redis
    if (!command.traits.isPlain) this.#watches.onRoute(command, redis, target)
    if (!options.enableOfflineQueue && redis.status !== 'ready' && redis.status !== 'wait') {
      redis._session.failCommand(command, closedError())
      return
    }
    if (asked === undefined) redis._route(command, stream)
    else this.#sendAsking(redis, command)
  }

  // Nothing may come between the two.
  #sendAsking (redis, command) {
    const send = () => {
      redis.asking().catch(noop)
      redis._route(command)
    }
    const { fieldsets } = redis._session
    if (fieldsets === null || !fieldsets.takes(command)) {
      send()
      return
    }
    fieldsets.waitFor([command]).then(
      () => { if (!command.isSettled) send() },
      (error) => { if (!command.isSettled) redis._session.failCommand(command, error) })
  }

  // Those whose connections it is about, when that is more than any one.
  #severalFor (command) {
    if (isUnwatch(command)) return this.#watches.end()
    return isForAllMasters(command) ? this.#pool.getNodes('master') : NONE
  }

  // When all have answered; the first one's reply.
  async #sendToEach (nodes, command) {
    const { name, args, replyEncoding } = command
    const results = await Promise.allSettled(nodes.map((node) => {
      const copy = new Command(name, args, { replyEncoding })
      node.sendCommand(copy)
      return copy.promise
    }))
    const failed = results.find(({ status }) => status === 'rejected')
    if (failed === undefined) command.fulfil(results[0]?.value)
    else command.fail(failed.reason)
  }

  #wait (command, stream, target) {
    if (!this.#cluster.options.enableOfflineQueue) {
      command.fail(new Error("Cluster isn't ready and enableOfflineQueue options is false"))
      return
    }
    const refusal = this.#refusalOf(command, target)
    if (refusal !== null) command.fail(refusal)
    else this.#offline.push({ command, stream, target, release: this.#pending.hold(sizeOf(command)) })
  }

  // All of a pipeline is taken, or nothing of it: a transaction must not be sent in part.
  #refusalOf ({ pipelineIndex }, target) {
    if (pipelineIndex > 0) return target?.refusal ?? null
    const refusal = this.#pending.refusal()
    if (target !== undefined) target.refusal = refusal
    return refusal
  }

  /** Sends what waited. */
  sendWaiting () {
    for (const { command, stream, target, release } of this.#offline.takeAll()) {
      release()
      this.#try(command, stream, target)
    }
  }

  /** @param {Error} error  to reject all with that wait */
  flush (error) {
    for (const { command, release } of this.#offline.takeAll()) {
      release()
      command.fail(error)
    }
  }

  #choose (command, target, avoid) {
    const to = this.#readersFor(command)
    const slot = command.redirection?.slot ?? target?.slot ?? slotOf(command)
    const keys = slot >= 0 ? this.#topology.slots[slot] : undefined
    let redis
    if (keys !== undefined) redis = typeof to === 'function' ? this.#ask(to, keys, command) : this.#pick(to, keys)
    if (redis === undefined || redis === avoid || !this.#isUsable(redis)) {
      const role = typeof to === 'function' ? 'all' : to
      redis = this.#other(role, avoid) ?? this.#other('all', avoid) ?? redis
    }
    return redis
  }

  #isUsable ({ status }) {
    return this.#cluster.options.enableOfflineQueue || status === 'ready' || status === 'wait'
  }

  #other (role, avoid) {
    const redis = this.#pool.getSampleInstance(role)
    if (redis !== avoid && (redis === undefined || this.#isUsable(redis))) return redis
    return this.#pool.getNodes(role).find((node) => node !== avoid && this.#isUsable(node))
  }

  #readersFor (command) {
    const { scaleReads } = this.#cluster.options
    return scaleReads !== 'master' && isReadOnly(command) ? scaleReads : 'master'
  }

  #pick (to, keys) {
    let at = 0
    if (to === 'all') at = Math.floor(Math.random() * keys.length)
    else if (to === 'slave' && keys.length > 1) at = 1 + Math.floor(Math.random() * (keys.length - 1))
    return this.#pool.getInstanceByKey(keys[at])
  }

  #ask (choose, keys, command) {
    const nodes = keys.map((key) => this.#pool.getInstanceByKey(key))
    const chosen = choose(nodes, command)
    const redis = Array.isArray(chosen) ? chosen[Math.floor(Math.random() * chosen.length)] : chosen
    return redis || nodes[0]
  }

  /**
   * A command failed on a node.
   *
   * @param {import('./node')} node
   * @param {import('../commands/command')} command
   * @param {Error} error
   */
  onFailure (node, command, error) {
    command.redirection ??= {}
    const { redirection } = command
    redirection.node = node
    redirection.size = sizeOf(command)
    this.#redirections.follow(error, redirection, {
      moved: (slot) => {
        redirection.slot = slot
        this.#try(command)
      },
      ask: (redis) => this.#try(command, undefined, undefined, undefined, redis),
      again: (avoid) => this.#try(command, undefined, undefined, avoid),
      fail: (reason) => command.fail(reason)
    })
  }
}

function isUnwatch ({ traits: { isWatch }, args }) {
  return isWatch && args.length === 0
}

// What these set belongs to the connection, and so to all that may need it.
function isForAllMasters ({ name, args }) {
  return name.length === 7 && name.toLowerCase() === 'himport' && /^(prepare|discard|discardall)$/i.test(args[0])
}

function isAboutSubscriptions ({ traits: { kind } }) {
  return kind >= COMMAND.SUBSCRIBE && kind <= COMMAND.SUNSUBSCRIBE
}

function isAboutShardChannels ({ traits: { kind } }) {
  return kind === COMMAND.SSUBSCRIBE || kind === COMMAND.SUNSUBSCRIBE
}

/**
 * @param {import('../commands/command')} command
 * @returns {boolean} whether a replica may answer it
 */
function isReadOnly (command) {
  if (command.isReadOnly) return true
  const name = command.name.toLowerCase()
  return exists(name) && hasFlag(name, 'readonly')
}

module.exports = { Router, isReadOnly }
