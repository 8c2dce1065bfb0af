'use strict'

const { slotOf } = require('./command_slot')
const { COMMAND } = require('../support/native')

function noop () {}

/**
 * Knows which node's connection was told to watch keys. When the transaction
 * goes to another one, since the node was lost, or the slot has moved, nobody
 * watches there.
 */
class Watches {
  #nodes = new Map() // by slot

  /**
   * @param {import('../commands/command')} command  any that is not plain
   * @param {import('./node')} redis  whom it is sent to
   * @param {{slot: number}} [target]  of its pipeline
   */
  onRoute (command, redis, target) {
    const { isWatch, kind } = command.traits
    if (isWatch) this.#onWatch(slotOf(command), redis)
    else if (target !== undefined && kind === COMMAND.MULTI) this.#onMulti(command, redis, target)
    else if (target !== undefined && kind === COMMAND.EXEC) this.#onExec(command, target)
  }

  /**
   * For UNWATCH: nobody watches any more.
   *
   * @returns {import('./node')[]} those that have to be told
   */
  end () {
    const nodes = new Set(this.#nodes.values())
    this.#nodes.clear()
    return [...nodes].filter(({ status }) => status !== 'end')
  }

  // What was watched before, and is lost, stays so.
  #onWatch (slot, redis) {
    if (slot < 0) this.#nodes.clear() // UNWATCH, within a pipeline
    else if (!this.#nodes.has(slot)) this.#nodes.set(slot, redis)
  }

  #onMulti (command, redis, { slot }) {
    const watching = this.#nodes.get(slot)
    command.isWatchLost = watching !== undefined && watching !== redis
  }

  // Once it is known that it is not sent again, to another node.
  #onExec (command, { slot }) {
    if (this.#nodes.has(slot)) command.promise.then(() => this.#nodes.delete(slot), noop)
  }
}

module.exports = Watches
