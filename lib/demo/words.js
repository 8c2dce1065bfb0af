'use strict'

/** What happened, in words, the same in lines and on the screen. */

function tabs (count, verb) {
  return count === 0 ? 'nobody here' : `${verb} ${count} tab${count === 1 ? '' : 's'}`
}

/**
 * @param {{ type: string, user: string, text?: string }} event
 * @returns {string}
 */
function describeEvent ({ type, user, text }) {
  return type === 'logout' ? `${user} logs out` : `${user}: ${text}`
}

/**
 * What a server made of an event.
 * @param {{ type: string, server: string }} event
 * @param {string} name  of the server
 * @param {{ ms: number, tabs: number }} [cell]  absent: it has not heard yet
 * @returns {{ style: string, text: string }}
 */
function describeCell ({ type, server }, name, cell) {
  if (!cell) return { style: 'dim', text: '...' }
  const isLogout = type === 'logout'
  const done = tabs(cell.tabs, isLogout ? 'closed' : 'shown in')
  const style = cell.tabs === 0 ? 'dim' : isLogout ? 'red' : 'green'
  if (name === server) return { style: cell.tabs === 0 ? style : 'yellow', text: `here, ${done}` }
  return { style, text: `${cell.ms.toFixed(2)} ms, ${done}` }
}

module.exports = { describeCell, describeEvent }
