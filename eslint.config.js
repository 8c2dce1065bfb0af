'use strict'

const neostandard = require('neostandard')

// The rooms of lib/, from the ground up: a room may use those below it and none
// beside or above. Rooms in one row do not know each other.
const FLOORS = [
  ['support'],
  ['options'],
  ['commands'],
  ['connection', 'pubsub', 'pipelines'],
  ['client'],
  ['sentinel', 'broker'],
  ['cluster'],
  ['bus'],
  ['hub'],
  ['demo'],
  ['cli']
]

/** For each room, the rooms that its files must not require. */
const roomRules = FLOORS.flatMap((rooms, floor) => rooms.map((room) => {
  const others = FLOORS.slice(floor).flat().filter((other) => other !== room)
  return {
    files: [`lib/${room}/**/*.js`],
    rules: {
      'no-restricted-modules': ['error', {
        patterns: [...others.map((other) => `../${other}`), ...others.map((other) => `../${other}/*`),
          ...others.map((other) => `../../${other}/*`), '../index', '../../index', '../../dist/*', '!../../dist/ws']
      }]
    }
  }
}))

module.exports = [
  ...neostandard({
    ignores: ['build/', 'build-*/', 'deps/', 'dist/', 'coverage/', 'site/pages/', 'site/.vitepress/dist/', 'site/.vitepress/cache/', 'prebuilds/'],
    noJsx: true,
    ts: true
  }),
  {
    rules: {
      'no-var': 'error',
      'prefer-const': 'error',
      'func-style': ['error', 'declaration', { allowArrowFunctions: true }]
    }
  },
  {
    files: ['**/*.js', '**/*.cjs'],
    languageOptions: { sourceType: 'commonjs' },
    rules: { strict: ['error', 'global'] }
  },
  {
    files: ['lib/**/*.js', 'scripts/**/*.js'],
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 20]
    }
  },
  {
    // Tests, though they are part of the package.
    files: ['lib/bus/conformance/*.js'],
    rules: { 'max-lines-per-function': 'off' }
  },
  ...roomRules,
  {
    // The demo's web page: modules in a browser.
    files: ['lib/demo/page/*.js'],
    languageOptions: {
      sourceType: 'module',
      globals: Object.fromEntries(['document', 'location', 'fetch', 'URL'].map((name) => [name, 'readonly']))
    },
    rules: { strict: 'off' }
  },
  {
    files: ['test/**/*.test.js', 'test/js/**/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        ['describe', 'it', 'before', 'after', 'beforeEach', 'afterEach'].map((name) => [name, 'readonly']))
    }
  },
  {
    // Declarations: methods read as they do in the documentation of others.
    files: ['**/*.ts'],
    rules: { '@stylistic/space-before-function-paren': 'off', '@stylistic/indent': 'off' }
  },
  {
    // The two programs of the README stand there, and here, as people write
    // them in their apps: with semicolons and double quotes.
    files: ['examples/publisher.*', 'examples/subscriber.*'],
    rules: {
      '@stylistic/semi': 'off',
      '@stylistic/quotes': 'off',
      '@stylistic/space-before-function-paren': 'off',
      '@stylistic/max-statements-per-line': 'off'
    }
  }
]
