'use strict'

const { once } = require('events')
const { setTimeout: sleep } = require('timers/promises')
const { now } = require('./app')
const { PEOPLE } = require('./people')
const { Tab } = require('./tab')

/**
 * The story that the demo tells: three people with tabs at several servers
 * talk, and one after the other logs out, which has to close all their tabs,
 * wherever they are, and nobody else's.
 */

const DEADLINE = 15000 // ms for anything to happen

/** A chapter that did not end as it must. */
class StoryError extends Error {}

class Story {
  #servers
  #journal
  #signal
  #tabs = []
  events = 0
  latencies = []

  /**
   * @param {object} options
   * @param {object[]} options.servers
   * @param {import('./journal').Journal} options.journal
   * @param {AbortSignal} options.signal  ends it early
   */
  constructor ({ servers, journal, signal }) {
    this.#servers = servers
    this.#journal = journal
    this.#signal = signal
  }

  /** @param {number} ms */
  async pause (ms) {
    await sleep(ms, undefined, { signal: this.#signal })
  }

  /** Waits till `test` holds. */
  async #until (test, what) {
    const end = performance.now() + DEADLINE
    while (!test()) {
      if (performance.now() > end) throw new StoryError(`waited ${DEADLINE / 1000} s for ${what}`)
      await this.pause(1)
    }
  }

  /** Does something, and waits till every server has acted on it. */
  async #event (type, user, act) {
    const seen = new Promise((resolve) => {
      const look = (row) => {
        if (row.event.type !== type || row.event.user !== user) return
        this.#journal.removeListener('row', look)
        resolve(row)
      }
      this.#journal.on('row', look)
    })
    act()
    let row = null
    seen.then((value) => { row = value })
    await this.#until(() => row, `all servers to hear of ${user}`)
    this.events++
    for (const [name, { ms }] of row.cells) if (name !== row.event.server) this.latencies.push(ms)
    return row
  }

  async login ({ user, at }) {
    const tabs = at.map((name) => new Tab(this.#servers.find((server) => server.name === name), user))
    this.#tabs.push(...tabs)
    for (const tab of tabs) await tab.login()
  }

  async say ({ user, says }) {
    const tab = this.#tabs.find((candidate) => candidate.user === user)
    await this.#event('said', user, () => tab.say(says))
    await this.#until(() => this.#tabs.every(({ heard }) => heard.includes(says)),
      'the message to reach every tab')
  }

  /** Whoever logs out does so at their first server. */
  async logout ({ user }) {
    const theirs = this.#tabs.filter((tab) => tab.user === user)
    const others = this.#tabs.filter((tab) => tab.user !== user)
    await this.#event('logout', user, () => theirs[0].logOutEverywhere())
    await this.#until(() => theirs.every(({ isLoggedOut }) => isLoggedOut), `the tabs of ${user} to close`)
    if (others.some(({ isLoggedOut }) => isLoggedOut)) throw new StoryError('the tab of somebody else was closed')
    this.#tabs = others
  }

  /**
   * Every server publishes as fast as it can.
   * @param {number} count  messages of each server
   * @returns {Promise<{ delivered: number, ms: number }>}
   */
  async burst (count) {
    const total = count * this.#servers.length
    const ends = this.#servers.map((server) => once(server, 'burst'))
    const order = { type: 'burst', count, total, at: now() }
    for (const server of this.#servers) server.send(order)
    let all = null
    Promise.all(ends).then((value) => { all = value })
    await this.#until(() => all, `${total} messages to reach every server`)
    return { delivered: total * this.#servers.length, ms: Math.max(...all.map(([{ ms }]) => ms)) }
  }

  /** The whole story, once. */
  async tell (pace) {
    for (const person of PEOPLE) {
      await this.login(person)
      await this.pause(pace)
    }
    for (const person of PEOPLE) {
      await this.say(person)
      await this.pause(pace)
    }
    for (const person of PEOPLE) {
      await this.logout(person)
      await this.pause(pace)
    }
  }

  /** Closes the tabs that are left. */
  end () {
    for (const tab of this.#tabs) tab.close()
    this.#tabs = []
  }

  /** Half of all deliveries to other servers took no longer, in ms. */
  get median () {
    const sorted = [...this.latencies].sort((a, b) => a - b)
    return sorted[sorted.length >> 1] ?? NaN
  }
}

module.exports = { Story, StoryError }
