'use strict'

const { execFileSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const MarkdownIt = require('markdown-it')

const ROOT = path.join(__dirname, '..', '..')
const markdown = new MarkdownIt({ html: true })

/** @returns {string[]} the pages of the repository, by their paths in it */
function pages () {
  const known = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: ROOT, encoding: 'utf8' })
  return known.trim().split('\n').filter((name) => fs.existsSync(path.join(ROOT, name)))
}

/** @param {string} page */
function parse (page) {
  return markdown.parse(fs.readFileSync(path.join(ROOT, page), 'utf8'), {})
}

const inlineOf = (tokens) => tokens.flatMap((token) => token.children ?? [])

/**
 * What a page points to: links, images, and what raw HTML has as href and src.
 * @param {string} page
 * @returns {string[]}
 */
function linksOf (page) {
  const tokens = parse(page)
  const all = [...tokens, ...inlineOf(tokens)]
  const html = all.filter(({ type }) => type.startsWith('html')).map(({ content }) => content).join('\n')
  return [
    ...all.map((token) => token.attrGet('href') ?? token.attrGet('src')).filter(Boolean),
    ...Array.from(html.matchAll(/(?:href|src)="([^"]+)"/g), ([, target]) => target)
  ]
}

/**
 * The anchors of a page's headings, as GitHub makes them.
 * @param {string} page
 * @returns {Set<string>}
 */
function anchorsOf (page) {
  const anchors = new Set()
  const tokens = parse(page)
  tokens.forEach(({ type }, i) => {
    if (type !== 'heading_open') return
    const text = tokens[i + 1].children.map(({ content }) => content).join('')
    const slug = text.toLowerCase().trim().replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '').replace(/ /g, '-')
    let anchor = slug
    for (let n = 1; anchors.has(anchor); n++) anchor = `${slug}-${n}`
    anchors.add(anchor)
  })
  return anchors
}

/**
 * The fenced blocks of a page.
 * @param {string} page
 * @returns {{ page: string, line: number, language: string, text: string }[]}
 */
function blocksOf (page) {
  return parse(page).filter(({ type }) => type === 'fence').map(({ info, content, map }) =>
    ({ page, line: map[0] + 2, language: info.trim(), text: content }))
}

/**
 * What a page sets as code within its text.
 * @param {string} page
 * @returns {string[]}
 */
function codeOf (page) {
  return inlineOf(parse(page)).filter(({ type }) => type === 'code_inline').map(({ content }) => content)
}

module.exports = { ROOT, anchorsOf, blocksOf, codeOf, linksOf, pages }
