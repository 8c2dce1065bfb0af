'use strict'

const { hasFlag, exists } = require('@ioredis/commands')
const { keyOf, mapAddress, parseKey } = require('./addresses')
const { sizeOf } = require('../commands/command_size')
const Command = require('../commands/command')
const { slotOf } = require('./command_slot')
const DelayQueue = require('./delay_queue')
const { COMMAND } = require('../support/native')
const { CONNECTION_CLOSED, closedError } = require('../support/errors')
const Queue = require('../support/queue')
const { SLOT_COUNT } = require('../support/key_slot')

// More nodes than any cluster has: a server that names new ones for ever.
const MAX_NODES = 4096

function noop () {}

/**
 * What a command needs to know that was sent to a node which was not the right
 * one.
 *
 * @typedef {object} Redirection
 * @property {number} [left]  how often it may be sent again
 * @property {number} [slot]  its slot, as the node says
 * @property {import('./node')} [node]  where it failed last
 * @property {number} size  bytes, about, that wait while it does
 */

/**
 * Decides which node gets a command, holds commands back until the cluster is
 * ready, and follows redirections.
 */
class Router {
  #cluster
  #topology
  #pool
  #subscribers
  #delays = new DelayQueue()
  #offline = new Queue()
  #pending

  /** @param {import('./session')} session */
  constructor ({ cluster, topology, pool, subscribers, pending }) {
    this.#cluster = cluster
    this.#pending = pending
    this.#topology = topology
    this.#pool = pool
    this.#subscribers = subscribers
  }

  /**
   * @param {import('../commands/command')} command
   * @param {object} [stream]  the pipeline that it belongs to
   * @param {{slot: number, redis: import('./node')|undefined}} [target]  of the
   *   pipeline; the first of its commands finds the node for all
   * @returns {Promise<unknown>|undefined}
   */
  send (command, stream, target) {
    const cluster = this.#cluster
    if (cluster.status === 'wait') cluster._session.connectQuietly()
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
    if (isOpen && stream === undefined && isForAllMasters(command)) {
      this.#sendToMasters(command)
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

  // When all have answered; the first one's reply.
  async #sendToMasters (command) {
    const { name, args, replyEncoding } = command
    const results = await Promise.allSettled(this.#pool.getNodes('master').map((node) => {
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
    const refusal = command.pipelineIndex > 0 ? null : this.#pending.refusal()
    if (refusal !== null) command.fail(refusal)
    else this.#offline.push({ command, stream, target, release: this.#pending.hold(sizeOf(command)) })
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
    this.follow(error, redirection, {
      moved: (slot) => {
        redirection.slot = slot
        this.#try(command)
      },
      ask: (redis) => this.#try(command, undefined, undefined, undefined, redis),
      again: (avoid) => this.#try(command, undefined, undefined, avoid),
      fail: (reason) => command.fail(reason)
    })
  }

  /**
   * Does what an error asks for, and then calls one of these: now, or later.
   *
   * @param {Error} error
   * @param {Redirection} redirection
   * @param {object} on
   * @param {(slot: number, key: string) => void} on.moved  send it to that slot's node
   * @param {(redis: import('./node')) => void} on.ask  send it there, after ASKING
   * @param {(avoid?: import('./node')) => void} on.again
   * @param {(error: Error) => void} on.fail  it is no use
   */
  follow (error, redirection, on) {
    const { options } = this.#cluster
    const [word, slot, address] = String(error.message).split(' ', 3)
    const act = this.#actionFor(word, error, redirection)
    if (act === null) {
      on.fail(error)
      return
    }
    redirection.left = (redirection.left ?? options.maxRedirections + 1) - 1
    if (!(redirection.left > 0)) {
      on.fail(new Error(`Too many Cluster redirections. Last error: ${error}`))
      return
    }
    act(redirection, on, { slot: Number(slot), address, error })
  }

  #actionFor (word, error, { node }) {
    const { options, status } = this.#cluster
    const isClosed = error.message === CONNECTION_CLOSED
    if (word === 'MOVED') return this.#onMoved
    if (word === 'ASK') return this.#onAsk
    if (word === 'TRYAGAIN') return this.#onTryAgain
    if (word === 'CLUSTERDOWN' && options.retryDelayOnClusterDown > 0) return this.#onClusterDown
    if (isClosed && options.retryDelayOnFailover > 0 && status === 'ready') return this.#onLost
    // A master that has become a replica, and does not know the new master yet.
    if (word === 'READONLY' && options.retryDelayOnFailover > 0 && node?.options.readOnly === false) return this.#onLost
    return null
  }

  #onMoved = (redirection, on, details) => {
    const { retryDelayOnMoved } = this.#cluster.options
    const node = this.#nodeFor(details, redirection)
    if (node === null) {
      on.fail(details.error)
      return
    }
    const go = () => {
      this.#topology.move(details.slot, keyOf(node))
      this.#connectTo(node, redirection.node)
      on.moved(details.slot, keyOf(node))
      this.#cluster.refreshSlotsCache()
    }
    if (retryDelayOnMoved && typeof retryDelayOnMoved === 'number') {
      this.#delay('moved', redirection, { again: go, fail: on.fail }, retryDelayOnMoved)
    } else {
      go()
    }
  }

  // A node that points at itself is another server than the one connected to: a
  // proxy that stands for several, say.
  #connectTo (node, last) {
    const key = keyOf(node)
    const isCircle = last !== undefined && keyOf(last.options) === key && this.#pool.getInstanceByKey(key) === last
    if (isCircle) this.#pool.recreate(node)
    else this.#pool.findOrCreate(node)
  }

  #onAsk = (redirection, on, details) => {
    const node = this.#nodeFor(details, redirection)
    if (node === null) on.fail(details.error)
    else on.ask(this.#pool.findOrCreate(node))
  }

  /** @returns {object|null} the address that a redirection names; null: none that could be */
  #nodeFor ({ slot, address }, { node }) {
    if (!Number.isInteger(slot) || slot < 0 || slot >= SLOT_COUNT || address === undefined) return null
    const named = parseKey(address, node?.options.host)
    if (named === null) return null
    const mapped = mapAddress(this.#cluster.options.natMap, named)
    const isKnown = this.#pool.getInstanceByKey(keyOf(mapped)) !== undefined
    return isKnown || this.#pool.nodes.all.size < MAX_NODES ? mapped : null
  }

  /**
   * Takes from an error what it tells of who serves a slot.
   *
   * @param {Error} error
   * @param {import('./node')} node  that it came from
   */
  learn (error, node) {
    const [word, slot, address] = String(error.message).split(' ', 3)
    if (word !== 'MOVED') return
    const named = this.#nodeFor({ slot: Number(slot), address }, { node })
    if (named === null) return
    this.#pool.findOrCreate(named)
    this.#topology.move(Number(slot), keyOf(named))
  }

  #onTryAgain = (redirection, on) => {
    this.#delay('tryagain', redirection, on, this.#cluster.options.retryDelayOnTryAgain)
  }

  #onClusterDown = (redirection, on) => {
    this.#delay('clusterdown', redirection, on, this.#cluster.options.retryDelayOnClusterDown, this.#refresh)
  }

  #onLost = (redirection, on) => {
    this.#delay('failover', redirection, on, this.#cluster.options.retryDelayOnFailover, this.#refresh)
  }

  #refresh = (done) => this.#cluster.refreshSlotsCache(done)

  /**
   * Tries again after a while, and then not where it failed.
   *
   * @param {(done: () => void) => void} [before]  what is to be done first
   */
  #delay (kind, { node, size }, on, ms, before) {
    const refusal = this.#pending.refusal()
    if (refusal !== null) {
      on.fail(refusal)
      return
    }
    const release = this.#pending.hold(size)
    this.#delays.push(kind, () => {
      release()
      if (before === undefined) on.again()
      else on.again(node)
    }, ms, before)
  }
}

// What these set belongs to the connection, and so to all that may need it.
function isForAllMasters ({ name, args }) {
  return name.length === 7 && name.toLowerCase() === 'himport' && /^(prepare|discard|discardall)$/i.test(args[0])
}

function isAboutSubscriptions ({ traits: { kind } }) {
  return kind >= COMMAND.SUBSCRIBE && kind <= COMMAND.SUNSUBSCRIBE
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
