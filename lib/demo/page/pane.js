/** A column of the page: one server, and one connection to it. */

import { connect } from '/hub-client.js'

const LOGGED_OUT = 4001
const KEPT = 60 // messages

/** An element with text, which is never markup. */
function element (name, { text, className, children = [] } = {}) {
  const made = document.createElement(name)
  if (text !== undefined) made.textContent = text
  if (className) made.className = className
  made.append(...children)
  return made
}

export class Pane {
  /**
   * @param {{ name: string, url: string, pid: number }} server
   * @param {object} stage  of the page: app.js
   */
  constructor ({ name, url, pid }, stage) {
    this.name = name
    this.stage = stage
    this.user = null
    this.client = null
    this.root = document.getElementById('pane').content.cloneNode(true).firstElementChild
    // The servers listen on one machine, under whatever name it was reached.
    this.address = `${location.hostname}:${new URL(url).port}`
    this.root.classList.add(`at-${name}`)
    this.root.setAttribute('aria-label', `Server ${name}`)
    this.$('.name').textContent = name
    this.$('.where').textContent = `Process ${pid}, ${this.address}`
    this.$('.log').setAttribute('aria-label', `Messages at server ${name}`)
    this.listen()
    this.show()
  }

  $ (selector) {
    return this.root.querySelector(selector)
  }

  listen () {
    this.$('.login').addEventListener('submit', (event) => {
      event.preventDefault()
      this.logIn(this.$('[name=user]').value.trim())
    })
    this.$('.say').addEventListener('submit', (event) => {
      event.preventDefault()
      this.say(this.$('[name=text]').value.trim())
    })
    this.$('.logout').addEventListener('click', () => {
      if (this.client?.state !== 'open') return
      this.client.send({ type: 'logout', tag: this.stage.begin(`${this.user} logs out on server ${this.name}.`) })
    })
    this.$('.lane').addEventListener('animationend', ({ target }) => { target.className = 'lane' })
  }

  /** A socket is somebody's from its beginning, as in an app with sessions. */
  logIn (user) {
    this.client?.close()
    this.user = user
    this.$('[name=user]').value = user
    this.$('.error').textContent = ''
    const client = connect(`ws://${this.address}/live?user=${encodeURIComponent(user)}`)
    this.client = client
    client.on('open', () => this.show())
    client.on('close', (about) => { if (this.client === client) this.onClose(about) })
    client.on('message', (message) => this.take(message))
    client.on('gap', () => this.note('The connection was lost: messages may be missing here.'))
    this.show()
  }

  onClose ({ code, reason, willReconnect }) {
    if (!willReconnect) {
      if (code === LOGGED_OUT) this.note(`${this.user} logged out on server ${reason}: this connection was closed.`)
      else this.$('.error').textContent = reason || 'The server refused this connection.'
      this.client = null
      this.users = {}
    }
    this.show(willReconnect ? 'lost' : code === LOGGED_OUT ? 'out' : 'refused')
  }

  say (text) {
    if (text === '' || this.client?.state !== 'open') return
    this.client.send({ type: 'say', text, tag: this.stage.begin(`${this.user} writes on server ${this.name}.`) })
    this.$('[name=text]').value = ''
  }

  /** What the hub brings. */
  take (message) {
    if (message.type === 'here') {
      this.users = message.users
      return this.show()
    }
    const isPlayed = this.stage.isPlayed(message.user)
    const ms = this.stage.arrived(message, this.name)
    if (message.type === 'said') this.showMessage(message, ms, isPlayed)
    else if (message.user !== this.user) this.note(`${message.user} logged out on server ${message.server}.`, isPlayed)
  }

  showMessage ({ user, text, server }, ms, isPlayed) {
    const way = [server === this.name ? 'this server' : `server ${server}`]
    if (ms !== null) way.push(`${ms.toFixed(1)} ms`)
    const from = element('p', {
      className: 'from',
      children: [element('strong', { text: user }), ' from ', element('span', { text: way.join(', '), className: 'way' })]
    })
    this.add(element('div', { className: `message at-${server}`, children: [from, element('p', { text })] }), isPlayed)
  }

  note (text, isPlayed = false) {
    this.add(element('p', { className: 'note', text }), isPlayed)
  }

  add (line, isPlayed) {
    const log = this.$('.log')
    if (isPlayed) line.classList.add('played')
    log.append(line)
    while (log.children.length > KEPT) log.firstElementChild.remove()
    log.scrollTop = log.scrollHeight
  }

  /** @param {'lost'|'out'|'refused'} [ending]  how the connection ended, when it has */
  show (ending) {
    const isOpen = this.client?.state === 'open'
    const isIn = this.client !== null
    const state = isOpen ? 'open' : ending ?? (isIn ? 'connecting' : 'out')
    const words = {
      open: 'connected', connecting: 'connecting', lost: 'lost, trying again', out: 'logged out', refused: 'not connected'
    }
    const hadFocus = this.root.contains(document.activeElement) && document.activeElement.matches('.logout')
    this.$('.state').textContent = words[state]
    this.$('.state').className = `state ${state}`
    this.$('.login').hidden = isIn
    this.$('.inside').hidden = !isIn
    this.$('.say').classList.toggle('off', !isOpen)
    for (const control of this.$('.say').elements) control.disabled = !isOpen
    this.$('.me').textContent = this.user ?? ''
    this.$('[name=text]').placeholder = isIn ? `Write as ${this.user}` : 'Log in to write'
    if (hadFocus && !isIn) this.$('[name=user]').focus()
    this.showPeople()
  }

  showPeople () {
    const names = Object.entries(this.users ?? {}).sort()
      .map(([user, tabs]) => tabs === 1 ? user : `${user} (${tabs} connections)`)
    this.$('.people').textContent = this.client === null
      ? 'Not connected: who is here is not known.'
      : `On this server: ${names.length > 0 ? names.join(', ') : 'nobody'}`
  }

  /** Something goes to the broker, or comes from it. @param {'down'|'up'} way */
  light (way, type) {
    this.$('.lane').className = `lane ${way} ${type}`
  }
}
