'use strict'

/** The comments in types/commands.d.ts: what editors show of a command. */

const docs = require('./command-docs.json')

/** @returns {object} what is known of a row's command, or of its subcommand */
function known ({ method, text }) {
  const [word] = /^[A-Z-]+(?= |$)/.exec(text) ?? []
  return docs[`${method}|${word?.toLowerCase()}`] ?? docs[method]
}

/**
 * @param {{ method: string, text: string, doc: string }} row
 * @returns {string[]} lines of a comment
 */
function commentOf (row) {
  const { summary, complexity, since } = known(row)
  const facts = [complexity && `Complexity: ${complexity.replace(/\.?$/, '.').replace(/\*\//g, '')}`, `Since ${since}.`]
  return [
    '/**',
    ` * ${summary}`,
    ' *',
    ` * \`${`${row.method.toUpperCase()} ${row.doc}`.trim()}\``,
    ' *',
    ` * ${facts.filter(Boolean).join(' ')}`,
    ' */'
  ]
}

/** @returns {string[]} lines of a comment for the twin that gives Buffers */
function commentOfTwin ({ method, doc }) {
  return [`/** \`${`${method.toUpperCase()} ${doc}`.trim()}\`, with Buffers in the reply. See {@link ${method}}. */`]
}

module.exports = { commentOf, commentOfTwin, known }
