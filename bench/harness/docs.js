'use strict'

const fs = require('fs')
const path = require('path')
const { drawBars } = require('./bars')
const { digits, judge, timesHicast } = require('./report')

const PAGE = path.join(__dirname, '../../docs/performance.md')
const CHART = path.join(__dirname, '../../docs/charts/receive.svg')
const MARKS = ['<!-- results: made by npm run bench -- --docs -->', '<!-- end of results -->']
const OTHERS = /^(hub|tls)-/ // they have sections of their own: what is beside hicast there is no client alone
const CLIENTS = ['hicast', 'floor', 'least', 'ioredis', 'ioredis-pipelining', 'redis', 'iovalkey', 'redis-fast-driver', 'bare']
const HEADINGS = { bare: "the broker's client", redis: 'node-redis', 'ioredis-pipelining': 'ioredis, pipelining', floor: 'C program', least: 'bare addon' }

/**
 * Writes the results kept into docs/performance.md, between two marks.
 *
 * @param {object[]} all  questions
 * @param {object[]} kept  results of the same questions
 */
function writeDocs (all, kept) {
  const results = kept.filter(({ question }) => !OTHERS.test(question))
  const questions = all.filter((_, i) => results.includes(kept[i]))
  const text = fs.readFileSync(PAGE, 'utf8')
  const [begin, end] = MARKS.map((mark) => text.indexOf(mark))
  if (begin < 0 || end < begin) throw new Error(`${PAGE} lacks the marks of the results`)
  const made = [machineLine(results), '', ...table(results), '', ...aims(questions, results)]
  fs.writeFileSync(PAGE, text.slice(0, begin + MARKS[0].length) + '\n\n' + made.join('\n') + '\n\n' +
    text.slice(end))
  const receive = results.find(({ question }) => question === 'receive')
  if (receive) fs.writeFileSync(CHART, chart(receive))
}

/** The picture of the README: what a message costs whoever receives it. */
function chart (result) {
  const bars = ['hicast', 'redis', 'iovalkey', 'ioredis'].map((name) => {
    const { median } = result.sides[name].summary.cpu
    const times = name === 'hicast' ? '' : ` (${timesHicast(result, name, 'cpu').toPrecision(2)} times)`
    return { name: HEADINGS[name] ?? name, value: median, label: `${digits(median)} µs${times}` }
  })
  const { date, versions, machine } = result
  return drawBars({
    title: 'CPU of a subscriber for each message of 100 bytes',
    unit: `less is better; ${date}, Node ${machine.node.slice(1)}, ioredis ${versions.ioredis}, ` +
      `node-redis ${versions.redis}, iovalkey ${versions.iovalkey}`,
    bars
  })
}

function machineLine (results) {
  const { machine } = results[0]
  const versions = Object.assign({}, ...results.map((result) => result.versions))
  const dates = [...new Set(results.map(({ date }) => date))].sort()
  const rounds = results.map((result) => result.rounds)
  const loads = results.map((result) => result.machine.loadAverage)
  const peers = ['ioredis', 'redis', 'iovalkey', 'redis-fast-driver']
    .filter((name) => versions[name]).map((name) => `${HEADINGS[name] ?? name} ${versions[name]}`)
  return `Measured ${dates.join(', ')}: ${machine.cpu}, ${machine.cpus} CPUs of a virtual machine, ` +
    `${machine.memoryGiB} GiB, ${machine.kernel.split(' ').slice(0, 2).join(' ')}, Node ${machine.node.slice(1)}, ` +
    `redis-server ${machine.redis}; ${peers.join(', ')}. ` +
    `${[...new Set(rounds)].sort().join(', ')} rounds; other work on the machine: ` +
    `load average ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)} before each question.`
}

function table (results) {
  const row = (cells) => `| ${cells.join(' | ')} |`
  const clients = CLIENTS.filter((name) => results.some(({ sides }) => sides[name] !== undefined))
  return [
    row(['Question', 'Figure', ...clients.map((name) => HEADINGS[name] ?? name)]),
    row(['---', '---', ...clients.map(() => '---:')]),
    ...results.flatMap((result) => figuresOf(result).map((figure) => row([
      `\`${result.question}\` ${result.title}`, `${figure}, ${result.unit}`,
      ...clients.map((name) => cell(result, name, figure))])))
  ]
}

/** The main figure, and the 99th percentile where there is one. */
function figuresOf ({ main, sides }) {
  const has99th = Object.values(sides).some(({ summary }) => summary?.p99)
  return has99th ? [main, 'p99'] : [main]
}

function cell (result, name, figure) {
  const side = result.sides[name]
  if (side === undefined) return ''
  if (side.error !== undefined) return 'failed'
  const { median, min, max } = side.summary[figure]
  if (name === 'hicast') {
    const spread = Math.round(50 * (max - min) / Math.abs(median))
    return `**${digits(median)}** ±${spread} %`
  }
  const ratio = timesHicast(result, name, figure)
  return ratio === undefined ? digits(median) : `${digits(median)} (${ratio.toPrecision(2)} ×)`
}

/** What was aimed at, and whether it was met. */
function aims (questions, results) {
  const rows = questions.flatMap((question, i) => judge(question, results[i]))
    .map(({ text, isMet }) => /^(\S+) (\S+) against (.*): (.*), bar (.*)$/.exec(text).slice(1).concat(isMet ? 'met' : '**not met**'))
  const name = (text) => text.split(', ').map((each) => HEADINGS[each] ?? each).join(', ')
  return [
    '| Question | Figure | beside | measured | aimed at | |',
    '| --- | --- | --- | ---: | ---: | --- |',
    ...rows.map(([question, figure, against, measured, aim, met]) =>
      `| \`${question}\` | ${figure} | ${name(against)} | ${measured} | ${aim} | ${met} |`)
  ]
}

module.exports = { writeDocs }
