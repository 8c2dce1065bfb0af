'use strict'

const { ask, finding } = require('./doctor_ask')

/**
 * What the user may do by the server's ACL. Redis 7 is asked for each command
 * (ACL DRYRUN); where that is not known or not allowed, the user's rules are
 * read (ACL GETUSER). Rules read here never make pub/sub `bad`: the trial
 * tells for certain.
 */

const TITLE = 'rights'

const RIGHTS = [
  ['subscribe', (channel) => ['subscribe', channel]],
  ['psubscribe', (channel) => ['psubscribe', channel]],
  ['publish', (channel) => ['publish', channel, '']],
  ['ssubscribe', (channel) => ['ssubscribe', channel]],
  ['spublish', (channel) => ['spublish', channel, '']]
]

/** @returns {Promise<string[]|undefined>}  what is denied; undefined when it may not ask */
async function deniedByDryRun (redis, user, channel) {
  const denied = []
  for (const [name, args] of RIGHTS) {
    const reply = await ask(redis, 'acl', 'dryrun', user, ...args(channel))
    if (reply === undefined) return undefined
    if (reply !== 'OK') denied.push(name)
  }
  return denied
}

/** Of the alternating names and values of a reply. */
function toObject (pairs) {
  return Object.fromEntries(Array.from({ length: pairs.length / 2 }, (_, i) => [pairs[2 * i], pairs[2 * i + 1]]))
}

/** The last rule that fits a command counts: "+@all -@fast +publish". */
function mayRun (rules, name) {
  const speed = name.endsWith('publish') ? '@fast' : '@slow'
  const last = rules.split(' ').findLast((rule) => ['@all', '@pubsub', speed, name].includes(rule.slice(1)))
  return last?.[0] === '+'
}

function code (character) {
  return `\\u{${character.codePointAt(0).toString(16)}}`
}

/** What stands between brackets; Redis takes a range in either direction. */
function toSet (text) {
  return text.replace(/\\(.)|(.)-(.)|(.)/gsu, (all, escaped, from, to, other) => {
    if (from === undefined) return code(escaped ?? other)
    return [from, to].sort().map(code).join('-')
  })
}

/** A glob of Redis as a regular expression. */
function toRegExp (glob) {
  const source = glob.replace(/\\(.)|\[(\^?)((?:\\.|[^\]\\]-.|[^\]])*)(?:\]|$)|([*?])|(.)/gsu,
    (all, escaped, not, set, wild, other) => {
      if (set !== undefined) return `[${not}${toSet(set)}]`
      if (wild) return wild === '*' ? '.*' : '.'
      return code(escaped ?? other)
    })
  return new RegExp(`^${source}$`, 'su')
}

/**
 * @param {string|string[]|undefined} channels  as Redis 7, 6.2, and 6.0 (which has no such rules) tell them
 * @param {string} name  of a command
 * @param {string} channel
 */
function mayReach (channels, name, channel) {
  if (channels === undefined) return true
  const globs = typeof channels === 'string' ? channels.split(' ').map((rule) => rule.slice(1)) : channels
  // A pattern is allowed when a rule says the same; a channel, when a rule fits it.
  return globs.some((glob) => glob === '*' || (name === 'psubscribe' ? glob === channel : toRegExp(glob).test(channel)))
}

/**
 * @param {unknown[]} reply  of ACL GETUSER
 * @param {string} channel
 * @returns {string[]}  the commands that are denied
 */
function deniedByRules (reply, channel) {
  const user = toObject(reply)
  const sets = [user, ...(user.selectors ?? []).map(toObject)]
  return RIGHTS.map(([name]) => name)
    .filter((name) => !sets.some(({ commands, channels }) => mayRun(commands, name) && mayReach(channels, name, channel)))
}

function isUser (reply) {
  return Array.isArray(reply) && typeof toObject(reply).commands === 'string'
}

function allow (user, channel) {
  return `ACL SETUSER ${user} +@pubsub "&${channel}" allows it; or look at a channel of yours: --channel NAME`
}

function judge (denied, user, channel, isCertain) {
  const rules = isCertain ? '' : ', by its rules'
  if (denied.length === 0) return finding('ok', TITLE, `user "${user}" may subscribe and publish, shard channels too${rules}`)
  const text = `user "${user}" may not${rules}: ${denied.join(', ')} (channel "${channel}")`
  if (!denied.includes('subscribe') && !denied.includes('publish')) return finding('note', TITLE, text)
  return finding(isCertain ? 'bad' : 'warn', TITLE, text, allow(user, channel))
}

/** The check. */
async function rights ({ redis, channel }) {
  const user = await ask(redis, 'acl', 'whoami')
  if (user === undefined) {
    return [finding('note', TITLE, 'the server does not tell: ACL is not allowed or not known; the trial below tells what works')]
  }
  const denied = await deniedByDryRun(redis, user, channel)
  if (denied) return [judge(denied, user, channel, true)]
  const reply = await ask(redis, 'acl', 'getuser', user)
  if (isUser(reply)) return [judge(deniedByRules(reply, channel), user, channel, false)]
  return [finding('note', TITLE, `user "${user}"; it may not ask for rights: the trial below tells what works`)]
}

module.exports = { rights, deniedByRules }
