/**
 * Makes site/pages/ of the pages of the repository: README.md as the first one, docs/*.md beside it, and a page for each
 * group of commands. Links to what is no page here lead to the repository.
 */
import fs from 'node:fs'
import path from 'node:path'
import { commandPages } from './commands.mjs'

const ROOT = path.join(import.meta.dirname, '..')
const PAGES = path.join(import.meta.dirname, 'pages')
const HOME = 'https://github.com/hicast/hicast'

/** Pages by their paths in the repository. */
const NAMES = new Map([
  ['README.md', 'index.md'],
  ['SECURITY.md', 'security.md'],
  ['CHANGELOG.md', 'changelog.md'],
  ['ARCHITECTURE.md', 'architecture.md'],
  ['CONTRIBUTING.md', 'contributing.md'],
  ['examples/README.md', 'examples.md'],
  ...fs.readdirSync(path.join(ROOT, 'docs')).filter((name) => name.endsWith('.md')).map((name) => [`docs/${name}`, name])
])

/** Where a link of a page leads on the site. */
function place (page, link) {
  const own = link.startsWith(`${HOME}/blob/main/`) ? link.slice(`${HOME}/blob/main/`.length) : link
  if (own === link && (/^[a-z]+:/.test(link) || link.startsWith('#'))) return link
  const [target, anchor] = own.split('#')
  const file = own === link ? path.posix.join(path.posix.dirname(page), target) : target
  const hash = anchor ? `#${anchor}` : ''
  if (NAMES.has(file)) return `/${NAMES.get(file)}${hash}`
  if (file.startsWith('docs/charts/')) return `/${file.slice('docs/'.length)}`
  const kind = fs.statSync(path.join(ROOT, file), { throwIfNoEntry: false })?.isDirectory() ? 'tree' : 'blob'
  return `${HOME}/${kind}/main/${file}${hash}`
}

function convert (page) {
  const text = fs.readFileSync(path.join(ROOT, page), 'utf8')
  return text.replace(/\]\(([^)\s]+)\)/g, (all, link) => `](${place(page, link)})`)
}

fs.rmSync(PAGES, { recursive: true, force: true })
fs.mkdirSync(PAGES, { recursive: true })
for (const [page, name] of NAMES) fs.writeFileSync(path.join(PAGES, name), convert(page))
fs.cpSync(path.join(ROOT, 'docs', 'charts'), path.join(PAGES, 'charts'), { recursive: true })
fs.mkdirSync(path.join(PAGES, 'public'))
fs.copyFileSync(path.join(ROOT, 'lib', 'demo', 'page', 'icon.svg'), path.join(PAGES, 'public', 'icon.svg'))
fs.mkdirSync(path.join(PAGES, 'commands'))
for (const [name, text] of commandPages()) fs.writeFileSync(path.join(PAGES, 'commands', `${name}.md`), text)
