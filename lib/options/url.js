'use strict'

// These are numbers wherever they are given.
const NUMBERS = new Set(['port', 'db', 'family', 'protocol'])

/**
 * Reads the string form of the constructor's argument: a port, a path to a
 * unix socket, `host:port`, or `redis://user:password@host:port/db?option=value`
 * (`rediss://` for TLS, which parseOptions() sees to).
 *
 * @param {string} text
 * @returns {object} options
 * @throws {TypeError} when it is none of these
 */
function parseUrl (text) {
  if (/^\s*\d+\s*$/.test(text)) return { port: Number(text) }
  if (text.startsWith('/') && !text.startsWith('//')) return parsePath(text)
  const hasScheme = /^rediss?:\/\//i.test(text)
  const isRelative = text.startsWith('//')
  const prefix = hasScheme ? '' : isRelative ? 'redis:' : 'redis://'
  const url = new URL(prefix + text)

  const options = {}
  if (url.username || url.password) {
    options.username = decodeURIComponent(url.username)
    options.password = decodeURIComponent(url.password)
  }
  if (url.pathname.length > 1) {
    if (hasScheme || isRelative) options.db = url.pathname.slice(1)
    else options.path = url.pathname
  }
  // An IPv6 address stands in brackets in URLs only.
  if (url.hostname) options.host = url.hostname.replace(/^\[|\]$/g, '')
  if (url.port) options.port = url.port
  return withQuery(options, url.searchParams)
}

function parsePath (text) {
  const mark = text.indexOf('?')
  if (mark === -1) return { path: text }
  return withQuery({ path: text.slice(0, mark) }, new URLSearchParams(text.slice(mark + 1)))
}

function withQuery (options, query) {
  for (const [key, value] of query) options[key] ??= value
  for (const key of NUMBERS) {
    if (typeof options[key] !== 'string') continue
    const number = Number.parseInt(options[key], 10)
    if (!Number.isNaN(number)) options[key] = number
  }
  return options
}

module.exports = { parseUrl }
