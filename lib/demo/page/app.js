/** The page of one server: a tab is a WebSocket, and what the server sends is shown. */

const LOGGED_OUT = 4001
const RETRY = 1000 // ms
const KEPT = 100 // messages

const $ = (id) => document.getElementById(id)
const parameters = new URLSearchParams(location.search)

let socket = null
let user = null
let here = ''
let servers = []

/** An element with text, which is never markup. */
function element (name, { text, className, children = [] } = {}) {
  const made = document.createElement(name)
  if (text !== undefined) made.textContent = text
  if (className) made.className = className
  made.append(...children)
  return made
}

function send (message) {
  socket.send(JSON.stringify(message))
}

function setState (text, className) {
  $('state').textContent = text
  $('state').className = `state ${className}`
}

function notify (text) {
  $('notice').textContent = text
  $('notice').hidden = !text
}

/** Who is logged in here decides what can be done. */
function setUser (name) {
  user = name
  $('login').hidden = name !== null
  $('room').hidden = name === null
  document.title = name === null ? `Server ${here} · hicast demo` : `${name} on ${here} · hicast demo`
  if (name === null) return
  $('me').textContent = name
  $('text').focus()
  showLinks()
}

/** The other servers; the name goes along, so that it need not be written again. */
function showLinks () {
  $('others').replaceChildren(...servers.filter(({ name }) => name !== here).map(({ name, url }) => {
    const link = element('a', { text: `Server ${name}`, className: `at-${name}` })
    const target = new URL(url)
    // The servers listen on one machine, under whatever name it was reached.
    target.hostname = location.hostname
    if (user) target.searchParams.set('user', user)
    link.href = target
    link.target = '_blank'
    link.rel = 'noopener'
    return element('li', { children: [link] })
  }))
}

function showMessage ({ user: author, text, server, ms }) {
  const way = server === here ? 'this server' : `server ${server}, ${ms.toFixed(2)} ms`
  const from = element('p', {
    className: 'from',
    children: [element('strong', { text: author }), ' from ', element('span', { text: way, className: 'at' })]
  })
  const log = $('log')
  log.querySelector('.empty')?.remove()
  log.append(element('li', { className: `at-${server}`, children: [from, element('p', { text })] }))
  while (log.children.length > KEPT) log.firstElementChild.remove()
  log.scrollTop = log.scrollHeight
}

function showPresence (presence) {
  const names = servers.map(({ name }) => name)
  const people = [...new Set(Object.values(presence).flatMap(Object.keys))].sort()
  $('people-head').replaceChildren(element('th', { text: 'Name' }),
    ...names.map((name) => element('th', { text: `Server ${name}`, className: `at-${name}` })))
  for (const cell of $('people-head').children) cell.scope = 'col'
  $('people').replaceChildren(...people.map((person) => {
    const name = element('th', { text: person === user ? `${person} (you)` : person })
    name.scope = 'row'
    return element('tr', {
      children: [name, ...names.map((server) => {
        const count = presence[server]?.[person] ?? 0
        return count === 0
          ? element('td', { text: '–', className: 'none' })
          : element('td', { text: `${count} tab${count === 1 ? '' : 's'}` })
      })]
    })
  }))
  $('people-head').parentElement.hidden = people.length === 0
  $('nobody').hidden = people.length > 0
}

const takes = {
  welcome (message) {
    here = message.server
    servers = message.servers
    document.documentElement.style.setProperty('--here', `var(--${here.toLowerCase()})`)
    $('server').textContent = here
    $('process').textContent = `number ${message.pid}`
    setState('connected', 'open')
    const before = user
    setUser(null)
    showLinks()
    if (!$('notice').hidden) $('user').focus()
    if (before) send({ type: 'login', user: before })
    if (parameters.get('user') && !$('user').value) $('user').value = parameters.get('user')
  },
  loggedIn (message) {
    $('user-error').textContent = ''
    notify('')
    setUser(message.user)
  },
  refused: ({ text }) => { $('user-error').textContent = text },
  said: showMessage,
  presence: (message) => showPresence(message.servers)
}

/** The server dropped this tab, because its user logged out somewhere. */
function tellLogout (reason) {
  const { server, ms } = JSON.parse(reason)
  notify(server === here
    ? `${user} logged out here: every tab of ${user} was closed, on all servers.`
    : `${user} logged out on server ${server}; this server knew ${ms.toFixed(2)} ms later and closed this tab's connection.`)
  $('user').value = user
}

function connect () {
  socket = new WebSocket(`ws://${location.host}/tab`)
  socket.onmessage = ({ data }) => {
    const { type, ...message } = JSON.parse(data)
    takes[type](message)
  }
  socket.onclose = ({ code, reason }) => {
    if (code === LOGGED_OUT) {
      tellLogout(reason)
      user = null
      connect()
      return
    }
    setState('the server is gone, trying again', 'lost')
    setTimeout(connect, RETRY)
  }
}

$('login').addEventListener('submit', (event) => {
  event.preventDefault()
  if (socket.readyState === WebSocket.OPEN) send({ type: 'login', user: $('user').value })
})

$('say').addEventListener('submit', (event) => {
  event.preventDefault()
  if (socket.readyState !== WebSocket.OPEN) return
  send({ type: 'say', text: $('text').value })
  $('text').value = ''
})

$('logout').addEventListener('click', () => {
  if (socket.readyState === WebSocket.OPEN) send({ type: 'logout' })
})

connect()
