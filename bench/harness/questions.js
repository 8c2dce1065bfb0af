'use strict'

const fs = require('fs')
const path = require('path')

const DIR = path.join(__dirname, '..', 'questions')

// Those of the table in docs/performance.md; the others are asked by their names.
const ORDER = ['receive', 'receive-pmessage', 'receive-buffer', 'receive-utf8', 'receive-1k',
  'receive-16k', 'receive-channels', 'publish', 'publish-100', 'publish-one', 'latency',
  'commands', 'pipeline', 'multi', 'script', 'bullmq-add', 'bullmq-work', 'lrange', 'startup', 'connect', 'memory', 'memory-subscriptions', 'scale-subscriptions',
  'scale-processes', 'scale-payload']

/** The names of all questions, in the order in which they are asked: those of the table first. */
function questionNames () {
  const files = fs.readdirSync(DIR).filter((file) => file.endsWith('.js'))
  const names = files.map((file) => path.basename(file, '.js'))
  const placeOf = (name) => ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length
  return names.sort((a, b) => placeOf(a) - placeOf(b))
}

/**
 * The questions that a word on the command line stands for: one by its name,
 * or all whose names begin with it and a star. Without a word: those of the table.
 *
 * @param {string[]} words
 */
function chooseQuestions (words) {
  const all = questionNames()
  if (words.length === 0) return ORDER
  return [...new Set(words.flatMap((word) => {
    const found = word.endsWith('*')
      ? all.filter((name) => name.startsWith(word.slice(0, -1)))
      : all.filter((name) => name === word)
    if (found.length === 0) throw new Error(`no question "${word}"; there are: ${all.join(', ')}`)
    return found
  }))]
}

module.exports = { questionNames, chooseQuestions }
