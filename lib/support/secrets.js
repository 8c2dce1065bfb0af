'use strict'

const HIDDEN = '?'

// Which arguments of a command are passwords, or may be: given the arguments in
// lower case, for each a place. Commands that are not listed have none.
const SECRETS = new Map([
  ['auth', () => true],
  ['hello', (words) => behind(words, { auth: 2 })],
  ['migrate', (words) => behind(words, { auth: 1, auth2: 2 })],
  ['config', ([word]) => word === 'set' && ((i) => i > 0 && i % 2 === 0)],
  ['acl', ([word]) => word === 'setuser' && ((i) => i > 1)],
  ['sentinel', (words) => words[0] === 'config' ? (i) => i > 2 : words[0] === 'set' && ((i) => i > 2 && i % 2 === 1)],
  ['module', ([word]) => /^load/.test(word) && ((i) => i > 1)]
])

/** The so many arguments that follow a word. */
function behind (words, counts) {
  return (i) => Object.entries(counts).some(([word, count]) => {
    const at = words.indexOf(word)
    return at !== -1 && i > at && i <= at + count
  })
}

/**
 * The arguments of a command with '?' for passwords, for errors and traces.
 *
 * @param {string} name  in any case
 * @param {unknown[]} args
 * @returns {unknown[]}  `args` itself where there are none
 */
function withoutSecrets (name, args) {
  const find = SECRETS.get(name.toLowerCase())
  const isSecret = find?.(args.map((arg) => String(arg).toLowerCase()))
  if (!isSecret) return args
  return args.map((arg, i) => isSecret === true || isSecret(i) ? HIDDEN : arg)
}

/**
 * A server's words without passwords: what it does not know, it repeats.
 *
 * @param {string} text
 * @param {string} name  of the command it answers
 * @param {unknown[]} args
 * @returns {string}
 */
function hideSecrets (text, name, args) {
  const shown = withoutSecrets(name, args)
  if (shown === args) return text
  for (let i = 0; i < args.length; i += 1) {
    if (shown[i] === args[i]) continue
    for (const quote of ["'", '`', '"']) text = text.replaceAll(quote + args[i] + quote, quote + HIDDEN + quote)
  }
  return text
}

module.exports = { hideSecrets, withoutSecrets }
