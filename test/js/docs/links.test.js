'use strict'

const assert = require('node:assert/strict')
const { execFileSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const { plainEnvironment } = require('../../helpers/redis_server')
const { ROOT, anchorsOf, codeOf, linksOf, pages } = require('../../helpers/markdown')

const HOME = 'https://github.com/hicast/hicast'
const ELSEWHERE = /^[a-z]+:/

/** A link within the repository: the path that it leads to, and the anchor there. */
function resolve (page, link) {
  const [target, anchor] = link.split('#')
  return { file: target === '' ? page : path.posix.join(path.posix.dirname(page), decodeURI(target)), anchor }
}

const inside = (page) => linksOf(page).filter((link) => !ELSEWHERE.test(link)).map((link) => ({ link, ...resolve(page, link) }))

/** The files of the package, and their folders. */
function packed () {
  const env = Object.fromEntries(Object.entries(plainEnvironment()).filter(([name]) => !/^(npm_(package|lifecycle|command)|INIT_CWD)/.test(name)))
  const [{ files }] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'],
    { cwd: ROOT, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }))
  const found = new Set(files.map((file) => file.path))
  for (const name of [...found]) {
    for (let folder = path.posix.dirname(name); folder !== '.'; folder = path.posix.dirname(folder)) found.add(folder)
  }
  return found
}

describe('links of the pages', () => {
  it('lead to files of the repository, and to headings in them', () => {
    const dead = []
    for (const page of pages()) {
      for (const { link, file, anchor } of inside(page)) {
        const isThere = fs.existsSync(path.join(ROOT, file))
        const isHeading = !anchor || (file.endsWith('.md') && isThere && anchorsOf(file).has(anchor))
        if (!isThere || !isHeading) dead.push(`${page}: ${link}`)
      }
    }
    assert.deepEqual(dead, [])
  })

  it('lead to files of the package, from pages that are in it', function () {
    this.timeout(60000)
    const files = packed()
    const shipped = pages().filter((page) => files.has(page))
    assert.ok(shipped.includes('README.md') && shipped.includes('docs/install.md'), shipped.join(' '))
    const dead = shipped.flatMap((page) => inside(page)
      .filter(({ file }) => !files.has(file.replace(/\/$/, '')))
      .map(({ link }) => `${page}: ${link}`))
    assert.deepEqual(dead, [])
  })

  it('by the address of the repository lead to files of it', () => {
    const dead = pages().flatMap((page) => linksOf(page)
      .map((link) => [link, new RegExp(`^${HOME}/(?:blob|tree)/main/([^#]+)`).exec(link)])
      .filter(([, match]) => match && !fs.existsSync(path.join(ROOT, match[1])))
      .map(([link]) => `${page}: ${link}`))
    assert.deepEqual(dead, [])
  })

  it('do not lead to this machine', () => {
    const local = pages().flatMap((page) => linksOf(page)
      .filter((link) => /^(file:|https?:\/\/(localhost|127\.))/.test(link)).map((link) => `${page}: ${link}`))
    assert.deepEqual(local, [])
  })

  it('and files that the text names exist', () => {
    const dead = []
    for (const page of pages()) {
      for (const code of codeOf(page)) {
        const [, name] = /^((?:test|lib|scripts|bench|src|docs|examples|types|bin|\.ci|\.github)\/[\w./-]+\.\w+)$/.exec(code) ?? []
        if (name && !fs.existsSync(path.join(ROOT, name)) && !/^docs\/api/.test(name)) dead.push(`${page}: ${code}`)
      }
    }
    assert.deepEqual(dead, [])
  })
})
