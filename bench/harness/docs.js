'use strict'

const fs = require('fs')
const path = require('path')
const { digits, judge, timesHicast } = require('./report')

const PAGE = path.join(__dirname, '../../docs/performance.md')
const MARKS = ['<!-- results: made by npm run bench -- --docs -->', '<!-- end of results -->']
const CLIENTS = ['hicast', 'floor', 'least', 'ioredis', 'ioredis-pipelining', 'redis', 'iovalkey', 'redis-fast-driver']
const HEADINGS = { redis: 'node-redis', 'ioredis-pipelining': 'ioredis, pipelining', floor: 'floor (C)', least: 'least (addon)' }

/**
 * Writes the results kept into docs/performance.md, between two marks.
 *
 * @param {object[]} questions
 * @param {object[]} results  of the same questions
 */
function writeDocs (questions, results) {
  const text = fs.readFileSync(PAGE, 'utf8')
  const [begin, end] = MARKS.map((mark) => text.indexOf(mark))
  if (begin < 0 || end < begin) throw new Error(`${PAGE} lacks the marks of the results`)
  const made = [machineLine(results), '', ...table(results), '', ...bars(questions, results)]
  fs.writeFileSync(PAGE, text.slice(0, begin + MARKS[0].length) + '\n\n' + made.join('\n') + '\n\n' +
    text.slice(end))
}

function machineLine (results) {
  const { machine, versions, date } = results[0]
  const rounds = results.map((result) => result.rounds)
  const loads = results.map((result) => result.machine.loadAverage)
  const peers = ['ioredis', 'redis', 'iovalkey', 'redis-fast-driver']
    .filter((name) => versions[name]).map((name) => `${HEADINGS[name] ?? name} ${versions[name]}`)
  return `Measured ${date}: ${machine.cpu}, ${machine.cpus} CPUs of a virtual machine, ` +
    `${machine.memoryGiB} GiB, ${machine.kernel.split(' ').slice(0, 2).join(' ')}, Node ${machine.node.slice(1)}, ` +
    `redis-server ${machine.redis}; ${peers.join(', ')}. ` +
    `${[...new Set(rounds)].sort().join(', ')} rounds; other work on the machine: ` +
    `load average ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)} before each question.`
}

function table (results) {
  const row = (cells) => `| ${cells.join(' | ')} |`
  return [
    row(['Question', 'Figure', ...CLIENTS.map((name) => HEADINGS[name] ?? name)]),
    row(['---', '---', ...CLIENTS.map(() => '---:')]),
    ...results.flatMap((result) => figuresOf(result).map((figure) => row([
      `\`${result.question}\` ${result.title}`, `${figure}, ${result.unit}`,
      ...CLIENTS.map((name) => cell(result, name, figure))])))
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

function bars (questions, results) {
  return questions.flatMap((question, i) => judge(question, results[i]))
    .map(({ text, isMet }) => `- ${isMet ? 'reached' : '**missed**'}: ${text}`)
}

module.exports = { writeDocs }
