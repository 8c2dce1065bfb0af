'use strict'

const { ABOUT } = require('./people')
const { describeCell, describeEvent } = require('./words')

/**
 * The picture of the demo on a terminal, as lines of text: a box for each
 * server, the broker below them, and what happened, newest first. Pure: it
 * is given everything, the time too.
 */

const FLASH = 500 // ms that an event is seen travelling
const LEAST_BOX = 24
const MOST_BOX = 34
const GAP = 2
const TIME = 9

/** Text of exactly that width. */
function fit (text, width) {
  const characters = [...text]
  if (characters.length > width) return `${characters.slice(0, Math.max(0, width - 1)).join('')}…`
  return text + ' '.repeat(width - characters.length)
}

function perSecond (number) {
  return Math.round(number).toLocaleString('en')
}

/** The event that is on its way now, if there is one. */
function travelling ({ journal }) {
  const row = journal.rows.at(-1)
  return row && journal.elapsed - row.at < FLASH ? row : null
}

function people (users = {}) {
  const list = Object.entries(users).map(([user, tabs]) => `${user} ${'●'.repeat(Math.min(tabs, 5))}`)
  return list.length > 0 ? list.join('  ') : 'nobody'
}

/** The lines of a server's box. */
function box ({ name, url, pid }, { journal, width, paint }) {
  const inner = width - 4
  const { published = 0, heard = 0 } = journal.rates.get(name) ?? {}
  const border = (text) => paint('cyan', text)
  const line = (text, style) => `${border('│')} ${style ? paint(style, fit(text, inner)) : fit(text, inner)} ${border('│')}`
  const title = ` server ${name} `
  return [
    `${border('╭─')}${paint('bold', title)}${border(`${'─'.repeat(width - title.length - 3)}╮`)}`,
    line(url.replace(/\/$/, '')),
    line(`process ${pid}`, 'dim'),
    line(people(journal.presence.get(name)), 'green'),
    line(`${perSecond(published)} out/s  ${perSecond(heard)} in/s`),
    border(`╰${'─'.repeat((width - 2) >> 1)}┬${'─'.repeat(width - 3 - ((width - 2) >> 1))}╯`)
  ]
}

/** Below the box: the way to and from the broker, and what travels on it. */
function stem ({ name }, { width, paint, row }) {
  const left = ' '.repeat(1 + ((width - 2) >> 1))
  if (!row) return left + paint('dim', '│') + ' '.repeat(width - left.length - 1)
  const isSender = row.event.server === name
  const style = row.event.type === 'logout' ? 'red' : 'green'
  const text = isSender ? `▼ ${row.event.type === 'logout' ? 'log out' : 'message'}` : '▲'
  return left + paint(isSender ? 'yellow' : style, fit(text, width - left.length))
}

function eventLine (row, { journal, width, paint }) {
  const { event, at, cells } = row
  const time = `${(at / 1000).toFixed(1)} s`.padStart(TIME - 2)
  const columns = journal.names.map((name) => {
    const { style, text } = describeCell(event, name, cells.get(name))
    return paint(style, fit(text, width))
  })
  return `${paint('dim', time)}  ${columns.join(' '.repeat(GAP))}`
}

/** An event is two lines: what it is, and what each server made of it. */
function eventLines (row, view) {
  const { event } = row
  const what = `${event.server}: ${describeEvent(event)}`
  const style = event.type === 'logout' ? 'red' : 'bold'
  return [' '.repeat(TIME) + view.paint(style, fit(what, view.total)), eventLine(row, view)]
}

/**
 * @param {object} view
 * @param {import('./journal').Journal} view.journal
 * @param {Array<{ name: string, url: string, pid: number }>} view.servers
 * @param {string} view.label  of the broker
 * @param {number} view.columns
 * @param {number} view.rows
 * @param {(style: string, text: string) => string} view.paint
 * @returns {string[]}  at most so many lines as there are rows
 */
function frame (view) {
  const { servers, columns, rows, paint, label, journal } = view
  const room = Math.floor((columns - TIME - GAP * (servers.length - 1)) / servers.length)
  const width = Math.min(MOST_BOX, room)
  if (width < LEAST_BOX) return narrow(view)
  const total = width * servers.length + GAP * (servers.length - 1)
  const inner = { ...view, width, total, row: travelling(view) }
  const indent = ' '.repeat(TIME)
  const across = (parts) => indent + parts.join(' '.repeat(GAP))

  const boxes = servers.map((server) => box(server, inner))
  const style = inner.row ? (inner.row.event.type === 'logout' ? 'red' : 'green') : 'dim'
  const lines = [
    `${indent}${paint('bold', 'hicast demo')}  ${paint('dim', 'three servers, and what their users do. Ctrl-C ends')}`,
    '',
    ...boxes[0].map((_, i) => across(boxes.map((lines) => lines[i]))),
    across(servers.map((server) => stem(server, inner))),
    indent + paint(style, '━'.repeat(total)),
    indent + fit(label, total),
    '',
    indent + paint('dim', fit(ABOUT, total)),
    indent + paint('dim', fit('Join in: open one of the pages above in a browser. It shows all three servers.', total)),
    ''
  ]
  for (const row of [...journal.rows].reverse()) lines.push(...eventLines(row, inner))
  return lines.slice(0, rows)
}

/** Where boxes have no room: a line for each server, and one for each event. */
function narrow ({ journal, servers, label, columns, rows, paint }) {
  const lines = [paint('bold', fit('hicast demo (Ctrl-C ends)', columns)), fit(label, columns), '']
  for (const { name, url } of servers) {
    const { heard = 0 } = journal.rates.get(name) ?? {}
    lines.push(paint('bold', fit(`${name}  ${url}  ${perSecond(heard)} in/s`, columns)))
    lines.push(paint('green', fit(`   ${people(journal.presence.get(name))}`, columns)))
  }
  lines.push('')
  for (const { event, cells } of [...journal.rows].reverse()) {
    const slowest = Math.max(...[...cells.values()].map(({ ms }) => ms))
    lines.push(fit(`${event.server}: ${describeEvent(event)}, ${cells.size} servers, ${slowest.toFixed(1)} ms`, columns))
  }
  return lines.slice(0, rows)
}

module.exports = { frame }
