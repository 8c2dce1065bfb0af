'use strict'

const { ClusterAllFailedError } = require('./errors')
const MasterSubscriber = require('./master_subscriber')
const { closedError } = require('../support/errors')
const { KINDS, SHARD, WantedList } = require('./wanted')

const FIRST_WAIT = 100
// What is not over by trying again: an access rule, say.
const FINAL = /^(NOPERM|NOAUTH|WRONG|ERR)/
// Whoever publishes looks for the new master all the time, and finds it at once: what it sends there is lost
// until this has found it, too.
const LONGEST_WAIT = 500

/**
 * Keeps what the app wants to hear of the masters themselves heard: whenever
 * slots move, masters come and go, or a connection is lost. One way leads there
 * from everywhere: what is wanted of each master is compared with what it has.
 */
class MasterSubscribers {
  #session
  #forwarder
  #members = new Map() // by the keys of the masters
  #isStarted = false
  #timer = null
  #failures = 0
  #total = 0 // ms of deafness that are over
  #hasChanged = false // since all was heard

  /** What is wanted. */
  wanted = new WantedList()

  /**
   * @param {import('./session')} session
   * @param {import('./forwarder')} forwarder
   */
  constructor (session, forwarder) {
    this.#session = session
    this.#forwarder = forwarder
  }

  /** Time in all, in ms, for which something that is wanted was not heard. */
  get deafMs () {
    return this.#total + Math.max(0, ...[...this.wanted].map((wanted) => wanted.deafMs ?? 0))
  }

  get isEager () {
    return Boolean(this.#session.cluster.options.shardedSubscribers)
  }

  /**
   * @param {string} key  of a master
   * @returns {MasterSubscriber|undefined} its connection; undefined: it is no node now
   */
  of (key) {
    const member = this.#members.get(key)
    if (member !== undefined) return member
    const { cluster, pool, router } = this.#session
    const node = pool.getInstanceByKey(key)
    if (node === undefined || !this.#isStarted) return undefined
    const made = new MasterSubscriber(key, node.options, cluster.options.redisOptions, {
      router,
      end: (...args) => this.#onEnd(...args),
      error: (error) => {
        pool.avoid(key)
        cluster.emit('node error', error, key)
      },
      moved: (name) => this.#onMoved(name)
    })
    this.#members.set(key, made)
    this.#forwarder.add(made.redis)
    this.#session.control.onClient(made.redis, true)
    this.#hasChanged = true
    cluster.emit('+subscriber')
    return made
  }

  /**
   * @param {object} wanted
   * @returns {MasterSubscriber|undefined} who hears a shard channel, or should
   */
  ownerOf ({ slot }) {
    const key = this.#session.topology.slots[slot]?.[0]
    return key === undefined ? undefined : this.of(key)
  }

  start () {
    this.#isStarted = true
  }

  /**
   * @param {0|1|2} kind
   * @param {string|Buffer} name
   * @returns {Promise<void>} fulfilled when it is heard
   */
  want (kind, name) {
    const wanted = this.wanted.add(kind, name)
    return new Promise((resolve, reject) => wanted.waiters.push({ resolve, reject }))
  }

  /**
   * It is not wanted any more.
   *
   * @param {0|1|2} kind
   * @param {string|Buffer} name
   * @param {MasterSubscriber} [member]  whose server is told by the app's own command
   */
  unwant (kind, name, member) {
    const wanted = this.wanted.delete(kind, name)
    if (wanted === undefined) return
    wanted.find()
    member?.note(wanted, false)
  }

  /**
   * A server has confirmed shard channels.
   *
   * @param {(string|Buffer)[]} names
   * @param {MasterSubscriber} member  its connection
   */
  note (names, member) {
    for (const name of names) {
      const wanted = this.wanted.add(SHARD, name)
      wanted.isNew = false
      if (!member.note(wanted, true)) wanted.lose()
    }
  }

  /** Compares what is wanted with what is heard, and does what is missing. */
  update () {
    const { cluster, topology } = this.#session
    if (!this.#isStarted || cluster.slots.length === 0) return
    const masters = topology.masters()
    for (const [key, member] of [...this.#members]) {
      if (!masters.has(key)) this.#remove(member)
    }
    const orders = []
    for (const key of masters) orders.push(...this.#updateOne(key))
    if (orders.length > 0) Promise.all(orders).then((errors) => this.#onAnswers(errors))
    this.#tell()
  }

  #updateOne (key) {
    const items = []
    for (const wanted of this.wanted) {
      if (wanted.slot === null || this.#session.topology.slots[wanted.slot]?.[0] === key) items.push(wanted)
    }
    items.push(...this.#stillNeededAt(key))
    if (items.length === 0 && !this.isEager) {
      const idle = this.#members.get(key)
      if (idle !== undefined && !idle.isBusy) this.#remove(idle)
      return []
    }
    const member = this.of(key)
    if (member === undefined) return []
    const isAtOnce = this.isEager && this.#session.cluster.options.redisOptions?.lazyConnect === false
    if (isAtOnce && member.redis.status === 'wait') member.redis.connect().catch(() => {})
    return member.update(items).map(async (order) => ({ member, ...await order }))
  }

  // A shard channel stays where it is heard until its new owner has confirmed it:
  // a node that has not heard the news yet may have given an old map.
  #stillNeededAt (key) {
    const member = this.#members.get(key)
    if (member === undefined) return []
    return member.heard().filter((wanted) => wanted.slot !== null &&
      this.#session.topology.slots[wanted.slot]?.[0] !== key &&
      this.wanted.get(wanted.kind, wanted.name) === wanted && !this.isHeard(wanted))
  }

  #onAnswers (answers) {
    for (const { member, items, error } of answers) {
      if (error === null) continue
      this.#session.redirections.learn(error, member.redis)
      if (error.name === 'ReplyError' && FINAL.test(error.message)) this.#onRefused(items, error)
    }
    this.update()
  }

  // Whoever waits for it is told so; else it was heard once, and may be again.
  #onRefused (items, error) {
    for (const wanted of items) {
      if (wanted.isNew) this.wanted.delete(wanted.kind, wanted.name)
      else if (!wanted.isRefused) this.#tellRefusal(refusalError(wanted, error))
      wanted.isRefused = true
      wanted.refuse(error)
    }
  }

  #tellRefusal (error) {
    this.#session.silentEmit('error', error)
    this.#session.control.onRefused(error)
  }

  /** The connections there are. */
  clients () {
    return [...this.#members.values()].map(({ redis }) => redis)
  }

  /** Whether all are heard who should. */
  isHeard (wanted) {
    const { topology } = this.#session
    const keys = wanted.slot === null ? [...topology.masters()] : [topology.slots[wanted.slot]?.[0]]
    return keys.length > 0 && keys.every((key) => this.#members.get(key)?.hears(wanted))
  }

  // Tells the app what is heard again, and goes on until all is.
  #tell () {
    const found = []
    let isDeaf = false
    for (const wanted of this.wanted) {
      if (!this.isHeard(wanted)) {
        isDeaf = true
        wanted.lose()
      } else {
        const { deafMs, isNew, kind, name } = wanted
        if (deafMs !== null && !isNew) found.push({ kind: KINDS[kind].name, name, deafMs })
        wanted.find()
      }
    }
    if (found.length > 0) this.#announce(found)
    if (isDeaf) this.#tryLater()
    else this.#onAllHeard()
  }

  #onAllHeard () {
    clearTimeout(this.#timer)
    this.#timer = null
    this.#failures = 0
    if (!this.#hasChanged) return
    this.#hasChanged = false
    this.#session.cluster.emit('subscribersReady')
  }

  #announce (names) {
    const deafMs = Math.max(...names.map((item) => item.deafMs))
    this.#total += deafMs
    this.#session.cluster.emit('resubscribed', { deafMs, channels: names.length, names })
  }

  #tryLater () {
    if (this.#timer !== null || !this.#isStarted) return
    const wait = Math.min(FIRST_WAIT * 2 ** this.#failures, LONGEST_WAIT)
    this.#failures += 1
    this.#timer = this.#session.setTimer(() => {
      this.#timer = null
      if (this.#session.cluster.status === 'ready') this.refresh()
      else this.#tryLater()
    }, wait)
  }

  /** Something has changed: asks who serves which slots. */
  refresh () {
    const { cluster } = this.#session
    cluster.refreshSlotsCache((error) => {
      if (error instanceof ClusterAllFailedError && cluster.status === 'ready') cluster.disconnect(true)
      else if (error !== undefined) this.#tell()
    })
  }

  #onEnd (member, lost, silentMs) {
    this.#forget(member)
    for (const wanted of lost) wanted.lose(silentMs)
    if (this.#isStarted) this.refresh()
  }

  #onMoved (name) {
    const wanted = this.wanted.get(SHARD, name)
    if (wanted === undefined) return
    for (const member of this.#members.values()) member.note(wanted, false)
    wanted.lose()
    this.refresh()
  }

  #remove (member) {
    member.close()
    this.#forget(member)
  }

  #forget (member) {
    if (this.#members.get(member.key) !== member) return
    this.#members.delete(member.key)
    this.#hasChanged = true
    this.#forwarder.remove(member.redis)
    this.#session.cluster.emit('-subscriber')
  }

  /** All connections are closed; what is wanted stays so. */
  stop () {
    this.#isStarted = false
    clearTimeout(this.#timer)
    this.#timer = null
    for (const wanted of this.wanted) wanted.lose()
    for (const member of [...this.#members.values()]) this.#remove(member)
  }

  /** The app has closed the cluster: that nothing is heard is no news. */
  end () {
    for (const wanted of this.wanted) {
      wanted.forget()
      wanted.refuse(closedError())
    }
  }
}

function refusalError ({ kind, name }, { message }) {
  const error = new Error(`Could not subscribe to ${KINDS[kind].name} "${name}" again: ${message}`)
  error.code = 'HC_ERESUBSCRIBE'
  error.channel = name
  error.channels = [name]
  error.refused = [{ kind: KINDS[kind].name, name, reason: message }]
  return error
}

module.exports = MasterSubscribers
