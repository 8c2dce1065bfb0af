'use strict'

const { Run } = require('./frames')

/**
 * Collects what one read of the broker brings, and hands it on at the end of
 * the tick: one write for each socket, however many messages came.
 */
class Outbox {
  constructor () {
    this._runs = []
    this._seats = new Set()
    this._isScheduled = false
    this._flush = () => this.flush()
  }

  /**
   * @param {import('./topics').Topic} topic
   * @param {import('./envelope').Envelope} envelope
   * @param {import('./frames').Message['position']} position
   */
  add (topic, { kind, except, payload }, position) {
    const runs = this._runs
    let run = runs[runs.length - 1]
    if (run === undefined || run.topic !== topic || run.except !== except) {
      this._schedule()
      run = new Run(topic, except)
      runs.push(run)
    }
    run.messages.push({ kind, payload, position })
  }

  /**
   * Flushes a seat at the end of the tick.
   *
   * @param {import('./seat').Seat} seat
   */
  later (seat) {
    this._seats.add(seat)
    this._schedule()
  }

  _schedule () {
    if (this._isScheduled) return
    this._isScheduled = true
    process.nextTick(this._flush)
  }

  /** Hands on what was collected. */
  flush () {
    const runs = this._runs
    const seats = this._seats
    if (runs.length === 0 && seats.size === 0) return
    this._runs = []
    this._seats = new Set()
    this._isScheduled = false
    if (runs.length === 1 && seats.size === 0) {
      giveAlone(runs)
      return
    }
    for (const run of runs) {
      for (const seat of run.topic.seats) {
        if (run.except !== '' && seat.id === run.except) continue
        if (seat._take(run)) seats.add(seat)
      }
    }
    for (const seat of seats) seat._flush()
  }
}

// What is most often so, a message alone, needs no list of whom to flush, nor
// one of what for each of them.
function giveAlone (runs) {
  const [run] = runs
  for (const seat of run.topic.seats) {
    if (run.except !== '' && seat.id === run.except) continue
    if (seat._catching === null) seat._write(runs)
    else if (seat._take(run)) seat._flush()
  }
}

module.exports = Outbox
