'use strict'

const { sizeOf } = require('../commands/command_size')
const { closedError } = require('../support/errors')
const { keySlot, SLOT_COUNT } = require('../support/key_slot')
const { isReadOnly } = require('./router')

const ABORTED = 'EXECABORT Transaction discarded because of previous errors.'

/**
 * Sends the commands of a pipeline, all to one node; and again to another when
 * none of them was carried out. Until that is known, nobody gets a reply.
 */
class PipelineRun {
  #cluster
  #redirections
  #pool
  #pipeline
  #commands
  #slot = -1
  #target = null
  #outcomes = []
  #left = 0 // commands that have no outcome yet
  #redirection = { size: 0 }

  /**
   * @param {import('./session')} session
   * @param {import('../pipelines/pipeline')} pipeline
   * @param {import('../commands/command')[]} commands
   */
  constructor ({ cluster, redirections, pool }, pipeline, commands) {
    this.#cluster = cluster
    this.#redirections = redirections
    this.#pool = pool
    this.#pipeline = pipeline
    this.#commands = commands
  }

  start () {
    const cluster = this.#cluster
    if (cluster.slots.length > 0) {
      this.#begin()
    } else if (cluster.status === 'end') {
      this.#refuse(closedError())
    } else {
      this.#waitForSlots(cluster._session)
    }
  }

  #waitForSlots (session) {
    const refusal = session.refusalForSize()
    if (refusal !== null) {
      for (const command of this.#commands) command.fail(refusal)
      return
    }
    if (this.#cluster.status === 'wait') session.connectQuietly()
    const release = session.pending.hold(this.#size(), this.#commands.length)
    this.#cluster.delayUntilReady((error) => {
      release()
      if (error) this.#refuse(error)
      else this.#begin()
    })
  }

  #begin () {
    try {
      this.#slot = this.#findSlot()
    } catch (error) {
      this.#refuse(error)
      return
    }
    this.#prepare(undefined, false)
  }

  #size () {
    return this.#commands.reduce((size, command) => size + sizeOf(command), 0)
  }

  #refuse (error) {
    this.#pipeline.reject(error)
    for (const command of this.#commands) command.fail(error)
  }

  /** @returns {number} a slot whose node serves all keys */
  #findSlot () {
    const slots = []
    for (const command of this.#commands) {
      const own = command.getKeys().map(keySlot)
      if (own.some((slot) => slot !== own[0])) {
        throw new Error('All the keys in a pipeline command should belong to the same slot')
      }
      if (own.length > 0) slots.push(own[0])
    }
    if (slots.length === 0) return Math.floor(Math.random() * SLOT_COUNT)
    if (slots.some((slot) => !this.#areServedTogether(slot, slots[0]))) {
      throw new Error('All keys in the pipeline should belong to the same slots allocation group')
    }
    return slots[0]
  }

  #areServedTogether (a, b) {
    const { slots } = this.#cluster
    return slots[a] === slots[b] || String(slots[a]) === String(slots[b])
  }

  /**
   * Sends them, once their node knows the fieldsets that they take.
   *
   * @param {import('./node')|undefined} redis  undefined: that of the slot
   * @param {boolean} isAsking
   */
  #prepare (redis, isAsking) {
    if (!(this.#cluster.options.himportFieldsets?.length > 0)) {
      this.#send(redis, isAsking)
      return
    }
    const master = redis ?? this.#pool.getInstanceByKey(this.#cluster.slots[this.#slot]?.[0])
    const fieldsets = master?._session.fieldsets
    if (fieldsets === undefined || !this.#commands.some((command) => fieldsets.takes(command))) {
      this.#send(redis, isAsking)
      return
    }
    const wait = isAsking ? fieldsets.waitFor(this.#commands) : fieldsets.prepareFor(this.#commands)
    if (wait === undefined) {
      this.#send(master, isAsking)
      return
    }
    wait.then(
      () => this.#send(master, isAsking),
      (error) => this.#follow(master, error, () => this.#refuse(error)))
  }

  #send (redis, isAsking) {
    const target = { slot: this.#slot, redis }
    this.#target = target
    this.#outcomes = []
    this.#left = this.#commands.length
    let isInside = false // a transaction
    this.#commands.forEach((command, i) => {
      if (isAsking && !isInside) redis.asking().catch(() => {})
      isInside = command.inTransaction
      command.resolve = (reply) => this.#take(target, i, { reply })
      command.reject = (error) => this.#take(target, i, { error })
      this.#pipeline.redis.sendCommand(command, this.#pipeline, target)
    })
  }

  #take (target, i, outcome) {
    if (target !== this.#target || this.#outcomes[i] !== undefined) return
    this.#outcomes[i] = outcome
    this.#left -= 1
    if (this.#left > 0) return
    const error = this.#commonError()
    if (error === null) {
      this.#settle()
      return
    }
    this.#follow(target.redis, error, () => this.#settle())
  }

  /**
   * Sends all again, if that is what an error asks for.
   *
   * @param {import('./node')} node  that it came from
   * @param {Error} error
   * @param {() => void} fail  called if not
   */
  #follow (node, error, fail) {
    this.#redirection.node = node
    this.#redirection.size = this.#size()
    this.#redirections.follow(error, this.#redirection, {
      moved: (slot, key) => this.#prepare(this.#pool.getInstanceByKey(key), false),
      ask: (redis) => this.#prepare(redis, true),
      again: () => this.#prepare(undefined, false),
      fail: (reason) => fail(reason)
    })
  }

  /** @returns {Error|null} why nothing was carried out, if that is so */
  #commonError () {
    let common = null
    for (let i = 0; i < this.#commands.length; i += 1) {
      const { error } = this.#outcomes[i]
      const command = this.#commands[i]
      if (error === undefined) {
        if (!command.inTransaction && !isReadOnly(command)) return null
      } else if (command.name !== 'exec' || error.message !== ABORTED) {
        if (common !== null && (common.name !== error.name || common.message !== error.message)) return null
        common ??= error
      }
    }
    return common
  }

  #settle () {
    this.#target = null
    this.#commands.forEach((command, i) => {
      const { error, reply } = this.#outcomes[i]
      command.resolve = null
      command.reject = null
      if (error === undefined) command.succeed(reply)
      else command.fail(error)
    })
  }
}

module.exports = PipelineRun
