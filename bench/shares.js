'use strict'

/**
 * Sums up a recording of `npm run bench -- <question> --only <client> --perf`:
 * what share of the time goes to the kernel, to V8, to Node-API, to the addon
 * and to JavaScript, and to which functions there.
 *
 *   node bench/shares.js [functions to show for each]
 */

const path = require('path')
const { spawnSync } = require('child_process')

const FILE = path.join(__dirname, 'build', 'perf.data')
const SHOWN = Number(process.argv[2] ?? 6)
// Loading and compiling come first: what is asked for is how it runs.
const SKIPPED = 0.4

/** The parts, by the object file and the symbol that a sample fell in. */
const PARTS = [
  ['kernel', (dso) => dso.includes('kernel')],
  ['hicast core (C)', (dso, symbol) => /hicast.*\.node/.test(dso) && /^_*(hc_|take_|scan_|put_|count_)/.test(symbol)],
  ['hicast binding (C++)', (dso) => /hicast.*\.node/.test(dso)],
  ['hicast lib (JavaScript)', (dso, symbol) => /^JS:/.test(symbol) && /\/dist\//.test(symbol) && !/node_modules/.test(symbol)],
  ['bench and other JavaScript', (dso, symbol) => /^(JS|RegExp|LazyCompile|Function|Script|Eval):/.test(symbol)],
  ['libc', (dso) => /libc|ld-linux|libstdc|libpthread/.test(dso)],
  ['Node-API', (dso, symbol) => /napi|v8impl/.test(symbol)],
  ['V8: garbage collection', (dso, symbol) => /Scaveng|Mark|Sweep|Evacuat|GarbageColl|SemiSpace|Heap::|Evacuation|GC/.test(symbol)],
  ['V8: compiler', (dso, symbol) => /compiler|Parser|Scanner|Turbo|Sparkplug|baseline|interpreter::|Deserializ/.test(symbol)],
  ['V8: builtins (promises, calls, loads)', (dso, symbol) => /^Builtins_/.test(symbol)],
  ['V8: strings', (dso, symbol) => /String|Utf8|AllocateRaw|Factory/.test(symbol)],
  ['V8, Node: other', () => true]
]

/** The leaf of each sample: { at, symbol, dso }. */
function readSamples () {
  const { stdout } = spawnSync('perf', ['script', '-i', FILE, '-F', 'time,ip,sym,dso', '-G'],
    { encoding: 'utf8', maxBuffer: 1 << 30 })
  return [...stdout.matchAll(/^\s*([\d.]+):\s+[\da-f]+ (.*) \((.*)\)$/gm)]
    .map(([, at, symbol, dso]) => ({ at: Number(at), symbol, dso }))
}

function partOf ({ dso, symbol }) {
  return PARTS.find(([, matches]) => matches(dso, symbol))[0]
}

function counted (items) {
  const counts = new Map()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])
}

function main () {
  const all = readSamples()
  const samples = all.slice(Math.floor(all.length * SKIPPED))
  const percent = (n) => `${(100 * n / samples.length).toFixed(1).padStart(5)} %`
  console.log(`${samples.length} samples`)
  for (const [part, count] of counted(samples.map(partOf))) {
    console.log(`${percent(count)}  ${part}`)
    const symbols = samples.filter((sample) => partOf(sample) === part)
      .map(({ symbol }) => symbol.replace(/ \S*\/(?=lib\/|bench\/)/, ' '))
    for (const [symbol, n] of counted(symbols).slice(0, SHOWN)) {
      console.log(`            ${percent(n)}  ${symbol.slice(0, 100)}`)
    }
  }
}

main()
