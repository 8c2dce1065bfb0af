/** The page: a column for each server, and what is on its way between them. */

import { Pane } from '/pane.js'

const RETRY = 500 // ms
const USERS = { A: 'dora', B: 'dora', C: 'eli' } // whom the visitor plays

const $ = (id) => document.getElementById(id)

let panes = []
let played = []

/** What the visitor did last, until it has reached everybody: { tag, text, at, reached }. */
let doing = null

function show () {
  const reached = [...doing.reached].sort().map(([server, ms]) => `${server} after ${ms.toFixed(1)} ms`)
  $('crossing').textContent = `${doing.text} ${reached.length === 0 ? '…' : `Reached ${reached.join(', ')}.`}`
}

const stage = {
  isPlayed: (user) => played.includes(user),

  /** The visitor does something. @returns {string} its tag, which comes back with it */
  begin (text) {
    doing = { tag: Math.random().toString(36).slice(2), text, at: performance.now(), reached: new Map() }
    show()
    return doing.tag
  },

  /** Something has come from `from` to `to`. @returns {number|null} ms since the visitor did it */
  arrived ({ tag, type, server: from }, to) {
    panes.find(({ name }) => name === from)?.light('down', type)
    if (to !== from) panes.find(({ name }) => name === to)?.light('up', type)
    if (tag === undefined || tag !== doing?.tag) return null
    const ms = performance.now() - doing.at
    doing.reached.set(to, ms)
    show()
    return ms
  }
}

/** All of them are known once all have started. */
async function servers () {
  for (;;) {
    const known = await (await fetch('/servers.json')).json()
    if (known.servers.length > 0) return known
    await new Promise((resolve) => setTimeout(resolve, RETRY))
  }
}

$('played').addEventListener('change', ({ target }) => {
  $('panes').classList.toggle('only-mine', !target.checked)
})

const known = await servers()
played = known.played
panes = known.servers.map((server) => new Pane(server, stage))
$('panes').append(...panes.map(({ root }) => root))
for (const pane of panes) pane.logIn(USERS[pane.name] ?? 'dora')
