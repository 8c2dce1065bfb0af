import fs from 'node:fs'
import path from 'node:path'
import { defineConfig } from 'vitepress'

const API = path.join(import.meta.dirname, '..', 'pages', 'api')
const COMMANDS = path.join(import.meta.dirname, '..', 'pages', 'commands')

const link = ([text, page]) => ({ text, link: `/${page}` })
const titleOf = (file) => /^# (.*)$/m.exec(fs.readFileSync(file, 'utf8'))[1]

/** A module of the API: its classes, functions and types, each with a page. */
function moduleOf ([text, folder]) {
  const names = fs.readdirSync(path.join(API, folder), { recursive: true }).filter((name) => /\/.*\.md$/.test(name))
  const items = names.map((name) => ({ text: path.basename(name, '.md'), link: `/api/${folder}/${name}` }))
    .sort((a, b) => a.text < b.text ? -1 : 1)
  return { text, link: `/api/${folder}/`, collapsed: true, items }
}

const MODULES = [['hicast', 'index'], ['hicast/bus', 'bus'], ['hicast/hub', 'hub'], ['hicast/hub/client', 'hub-client'],
  ['hicast/broker', 'broker'], ['hicast/opentelemetry', 'opentelemetry']].filter(([, folder]) => fs.existsSync(path.join(API, folder)))

const commandPages = fs.readdirSync(COMMANDS).filter((name) => name !== 'index.md')
  .map((name) => ({ text: titleOf(path.join(COMMANDS, name)), link: `/commands/${name}` }))

/** The guides, in the order in which they are read. */
const GUIDES = [
  { text: 'Start', items: [['hicast', 'index.md'], ['Installing', 'install.md'], ['Options', 'options.md'], ['Bundlers', 'bundlers.md'], ['Examples', 'examples.md'], ['Command line', 'cli.md'], ['Troubleshooting', 'troubleshooting.md']] },
  { text: 'From another client', items: [['Migrating', 'migrating.md'], ['Differences from ioredis', 'differences.md'], ['Libraries', 'libraries.md']] },
  { text: 'In production', items: [['Reliability', 'reliability.md'], ['Deployments', 'deployments.md'], ['Performance', 'performance.md'], ['Security', 'security.md']] },
  { text: 'More than a client', items: [['hicast/bus', 'bus.md'], ['Choosing a broker', 'choosing.md'], ['hicast/hub', 'hub.md'], ['The embedded broker', 'broker.md']] }
]

/** Pages that were added since: where a reader finds them until they have their place. */
const listed = GUIDES.flatMap(({ items }) => items.map(([, page]) => page))
const DOCS = path.join(import.meta.dirname, '..', '..', 'docs')
const added = fs.readdirSync(DOCS).filter((name) => name.endsWith('.md') && !listed.includes(name))
GUIDES.at(-1).items.push(...added.map((name) => [titleOf(path.join(DOCS, name)), name]))

export default defineConfig({
  title: 'hicast',
  description: 'Native Redis pub/sub client for Node.js with the API of ioredis',
  srcDir: 'pages',
  lang: 'en',
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: '/icon.svg' }], ['meta', { name: 'color-scheme', content: 'light dark' }]],
  markdown: { languageAlias: { text: 'txt' } },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [['Start', 'index.md'], ['Migrating', 'migrating.md'], ['Commands', 'commands/index.md'], ['API', 'api/index.md']].map(link),
    socialLinks: [{ icon: 'github', link: 'https://github.com/hicast/hicast' }],
    sidebar: [
      ...GUIDES.map(({ text, items }) => ({ text, items: items.map(link) })),
      { text: 'Commands', collapsed: true, link: '/commands/index.md', items: commandPages },
      { text: 'API', items: MODULES.map(moduleOf) },
      { text: 'The project', items: [['Changelog', 'changelog.md'], ['Architecture', 'architecture.md'], ['Contributing', 'contributing.md']].map(link) }
    ]
  }
})
