'use strict'

const fs = require('fs')
const path = require('path')
const { describeMachine } = require('./machine')
const { buildFloor } = require('./floor')
const { startBroker } = require('./broker')
const { startServer } = require('./server')
const { summarise } = require('./stats')

const RESULTS = path.join(__dirname, '..', 'results')

/**
 * Asks one question: each client in turn, several rounds, so that a disturbance
 * of the machine meets all of them alike.
 *
 * @param {object} question
 * @param {{ rounds?: number, clients?: string[], factor?: number }} options
 * @returns {Promise<object>} the result, as it is kept
 */
async function runQuestion (question, { rounds = question.rounds ?? 3, clients, factor = 1 }) {
  const asked = question.clients.filter((name) => !clients || clients.includes(name))
  const sides = Object.fromEntries(asked.map((name) => [name, { samples: [] }]))
  const machine = describeMachine()
  const begin = performance.now()
  const server = question.broker ? await startBroker(question.broker) : await startServer(question)
  try {
    await question.setUp?.(server)
    for (let round = 0; round < rounds; round++) {
      // There and back again: those that are compared most follow each other.
      for (const client of round % 2 === 0 ? asked : [...asked].reverse()) {
        if (sides[client].error || round >= roundsOf(question, client, rounds)) continue
        await ask(question, { server, client, factor, floor: () => buildFloor(question) }, sides[client])
      }
    }
  } finally {
    await server.stop()
  }
  for (const side of Object.values(sides)) {
    if (!side.error) side.summary = summarise(side.samples)
  }
  return {
    question: question.name,
    title: question.title,
    unit: question.unit,
    main: question.main ?? 'cpu',
    params: question.params,
    rounds,
    seconds: Math.round((performance.now() - begin) / 1000),
    date: new Date().toISOString().slice(0, 10),
    machine,
    versions: versionsOf(asked),
    sides
  }
}

/** A client is measured less than half as often where no bar that is near is about it. */
function roundsOf ({ bars = [] }, client, rounds) {
  const isAbout = client === 'hicast' || bars.some(({ against, isFar }) => !isFar && against.includes(client))
  return isAbout || bars.length === 0 ? rounds : Math.max(1, Math.floor(rounds / 2))
}

async function ask (question, context, side) {
  try {
    side.samples.push(await question.run(context))
  } catch (error) {
    side.error = error.message.split('\n')[0]
  }
}

function versionsOf (clients) {
  const versions = {}
  for (const client of clients) {
    const file = client === 'hicast'
      ? path.join(__dirname, '../../package.json')
      : path.join(__dirname, '../node_modules', client.replace('-pipelining', '').replace('-stream', ''), 'package.json')
    if (fs.existsSync(file)) versions[client] = JSON.parse(fs.readFileSync(file, 'utf8')).version
  }
  return versions
}

/** Keeps a result under bench/results. */
function keep (result) {
  fs.mkdirSync(RESULTS, { recursive: true })
  const file = path.join(RESULTS, `${result.question}.json`)
  fs.writeFileSync(file, JSON.stringify(result, rounded, 2) + '\n')
}

/** All results kept, by question. */
function kept () {
  const results = {}
  for (const file of fs.existsSync(RESULTS) ? fs.readdirSync(RESULTS).sort() : []) {
    if (!file.endsWith('.json')) continue
    const result = JSON.parse(fs.readFileSync(path.join(RESULTS, file), 'utf8'))
    results[result.question] = result
  }
  return results
}

/** More than five digits of a measured figure say nothing. */
function rounded (key, value) {
  return typeof value === 'number' && !Number.isInteger(value)
    ? Number(value.toPrecision(5))
    : value
}

module.exports = { runQuestion, keep, kept }
