'use strict'

/** A group of a log: each entry to one of its members, again until it is done. */
class Group {
  constructor (log, from) {
    this._log = log
    this._next = log.start(from)
    this._members = []
    this._again = [] // { entry, deliveries }
    this._turn = 0
    this._timers = new Set()
    log.onAppend(this._wake)
  }

  _wake = () => {
    setImmediate(() => this._run())
    this._log.onAppend(this._wake)
  }

  add (member) {
    this._members.push(member)
    setImmediate(() => this._run())
  }

  remove (member) {
    this._members = this._members.filter((other) => other !== member)
    for (const { entry, deliveries } of member.open) this._again.push({ entry, deliveries })
    member.open.clear()
    if (this._members.length > 0) return setImmediate(() => this._run())
    for (const timer of this._timers) clearTimeout(timer)
    this._timers.clear()
  }

  _take () {
    if (this._again.length > 0) return this._again.shift()
    this._next = Math.max(this._next, this._log.first)
    if (this._next >= this._log.next) return null
    return { entry: this._log.get(this._next++), deliveries: 0 }
  }

  _run () {
    for (;;) {
      const member = this._freeMember()
      if (member === null) return
      const item = this._take()
      if (item === null) return
      this._deliver(member, { entry: item.entry, deliveries: item.deliveries + 1 })
    }
  }

  _freeMember () {
    for (let i = 0; i < this._members.length; i++) {
      const member = this._members[this._turn++ % this._members.length]
      if (member.open.size < member.limit && !member.subscription.isPaused) return member
    }
    return null
  }

  _deliver (member, item) {
    member.open.add(item)
    const timer = setTimeout(() => this._settle(member, item, true), member.ackTimeout)
    timer.unref()
    item.timer = timer
    const message = member.toMessage(item.entry)
    message.deliveries = item.deliveries
    message._settlement = {
      ack: () => this._settle(member, item, false),
      nack: ({ delay = 0 } = {}) => this._nack(member, item, delay)
    }
    member.subscription._push(message)
  }

  _nack (member, item, delay) {
    if (delay === 0 || !member.open.has(item)) return this._settle(member, item, true)
    clearTimeout(item.timer)
    item.timer = setTimeout(() => this._settle(member, item, true), delay)
  }

  _settle (member, item, isAgain) {
    clearTimeout(item.timer)
    if (!member.open.delete(item)) return
    if (isAgain) this._again.push(item)
    setImmediate(() => this._run())
  }
}

module.exports = Group
