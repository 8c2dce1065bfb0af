/** Fails where a page is too large to be read: more than 200 KB. Dead links end vitepress before. */
import fs from 'node:fs'
import path from 'node:path'

const LIMIT = 200_000
const DIST = path.join(import.meta.dirname, '.vitepress', 'dist')

const pages = fs.readdirSync(DIST, { recursive: true }).filter((name) => name.endsWith('.html'))
const sizes = pages.map((name) => [name, fs.statSync(path.join(DIST, name)).size]).sort((a, b) => b[1] - a[1])
const large = sizes.filter(([, size]) => size > LIMIT)
console.log(`site: ${pages.length} pages in site/.vitepress/dist, the largest has ${Math.round(sizes[0][1] / 1000)} KB (${sizes[0][0]})`)
for (const [name, size] of large) console.error(`site: ${name} has ${size} bytes, more than ${LIMIT}`)
if (large.length > 0 || pages.length < 50) process.exitCode = 1
