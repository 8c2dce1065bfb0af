'use strict'

const fs = require('fs')
const path = require('path')
const { execFileSync } = require('child_process')
const { parseArgs } = require('util')
const { bundle } = require('../scripts/bundle')
const { keepChart } = require('./harness/charts')
const { writeDocs } = require('./harness/docs')
const { pinSelf } = require('./harness/machine')
const { questionNames, chooseQuestions } = require('./harness/questions')
const { describeResult, table, judge } = require('./harness/report')
const { Side } = require('./harness/side')
const { runQuestion, keep, kept } = require('./harness/run-question')

const PERF_FILE = path.join(__dirname, 'build', 'perf.data')
const HELP = `npm run bench -- [question ...] [options]

Asks the questions of the table in docs/performance.md, or those named ("receive*" names several,
"bus-*", "hub-*" and "tls-*" are more, and "*" is all).

  --rounds N        instead of each question's own number
  --only a,b        only these clients; such results are not kept
  --factor N        N times as many operations; not kept
  --perf            record with perf, at ten times as many operations: for
                    one question and one client; not kept
  --no-keep         leave bench/results as it is
  --report          print the table of the results kept, measure nothing
  --docs            write the results kept into docs/performance.md
  --list            print the questions
  --help`

/** The peers are installed at the first use. */
function installPeers () {
  if (fs.existsSync(path.join(__dirname, 'node_modules', 'ioredis'))) return
  console.log('Installing the clients to compare with ...')
  execFileSync('npm', ['ci'], { cwd: __dirname, stdio: 'inherit' })
}

function readOptions () {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string' },
      only: { type: 'string' },
      factor: { type: 'string' },
      perf: { type: 'boolean' },
      'no-keep': { type: 'boolean' },
      report: { type: 'boolean' },
      docs: { type: 'boolean' },
      list: { type: 'boolean' },
      help: { type: 'boolean' }
    }
  })
  return {
    names: chooseQuestions(positionals),
    clients: values.only?.split(','),
    isKept: !values['no-keep'] && !values.only && !values.factor && !values.perf,
    ...values,
    rounds: values.rounds && Number(values.rounds),
    factor: Number(values.factor ?? (values.perf ? 10 : 1))
  }
}

async function measure ({ names, rounds, clients, factor, isKept }) {
  const results = []
  for (const name of names) {
    const question = require(`./questions/${name}`)
    const result = await runQuestion(question, { rounds, clients, factor })
    console.log(describeResult(result) + '\n')
    if (isKept) {
      keep(result)
      keepChart(question, result)
    }
    results.push(result)
  }
  return results
}

function printReport (results) {
  console.log(table(results.filter(({ sides }) => sides)))
  console.log()
  for (const result of results) {
    for (const { text, isMet } of judge(require(`./questions/${result.question}`), result)) {
      console.log(`${isMet ? 'met   ' : 'missed'}  ${text}`)
    }
  }
}

/** Prints the results kept, or writes them into the documentation. */
function reportKept ({ names, docs }) {
  const all = kept()
  const results = names.map((name) => all[name]).filter(Boolean)
  if (!docs) return printReport(results)
  const questions = results.map(({ question }) => require(`./questions/${question}`))
  writeDocs(questions, results)
}

async function main () {
  const options = readOptions()
  if (options.help) return console.log(HELP)
  if (options.list) return console.log(questionNames().join('\n'))
  if (options.report || options.docs) return reportKept(options)
  bundle()
  installPeers()
  pinSelf()
  if (options.perf) Side.recordTo(PERF_FILE)
  const results = await measure(options)
  printReport(results)
  if (options.perf) console.log(`\nperf report --no-children -i ${path.relative('.', PERF_FILE)}`)
  if (results.some(({ sides }) => Object.values(sides).some(({ error }) => error))) {
    process.exitCode = 1
  }
}

main().catch((error) => {
  console.error(error.message)
  process.exitCode = 1
})
