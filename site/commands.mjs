/** The commands as pages, of the table that the types are made of. */
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const docs = require('../scripts/command-docs.json')
const { readTable } = require('../scripts/types-commands-table.js')
const { known } = require('../scripts/types-commands-docs.js')

/** Titles of the table's parts, which become pages. */
const nameOf = (title) => title.toLowerCase().replace(/\W+/g, '-')

/** Lists by what `key` gives. */
function groupBy (list, key) {
  const groups = new Map()
  for (const each of list) groups.set(key(each), [...groups.get(key(each)) ?? [], each])
  return groups
}

/** Text in a page, where < and { mean themselves. */
const plain = (text) => text.replace(/[<>{}|*_]/g, (letter) => `&#${letter.charCodeAt(0)};`)

function section (method, calls) {
  const about = docs[method]
  const lines = [`## ${method}`, '', plain(about.summary), '']
  for (const row of calls) {
    const { summary, complexity, since } = known(row)
    const facts = [complexity && `complexity: ${plain(complexity.replace(/\.$/, ''))}`, `since ${since}`].filter(Boolean).join('; ')
    lines.push(`- \`${`${method.toUpperCase()} ${row.doc}`.trim()}\` → \`${row.reply}\`<br>` +
      `${summary === about.summary ? '' : `${plain(summary)} `}${facts}`)
  }
  return lines.join('\n')
}

/** @returns {Array<[name: string, text: string]>} with an index */
export function commandPages () {
  const parts = groupBy(readTable().filter(({ code }) => !code), ({ part }) => part)
  const pages = [...parts].map(([part, all]) => {
    const methods = [...groupBy(all, ({ method }) => method)].sort(([a], [b]) => a < b ? -1 : 1)
    const text = methods.map(([method, calls]) => section(method, calls)).join('\n\n')
    return [nameOf(part), `# ${part}\n\nMethods of a client, a pipeline and a cluster; each has a twin with \`Buffer\` at its end where it ` +
      `gives text. Replies in this notation: what is behind \`~\` comes with \`replyMapping: 'resp3'\`.\n\n${text}\n`, part]
  })
  const list = pages.map(([name, , part]) => `- [${part}](./${name}.md)`).join('\n')
  return [...pages.map(([name, text]) => [name, text]),
    ['index', `# Commands\n\nA method for each command of the server, by its name in lower case; \`redis.call()\` sends any other.\n\n${list}\n`]]
}
