'use strict'

const { median: medianOf } = require('./stats')

/**
 * One line for a question while the bench runs.
 *
 * @param {object} result
 */
function describeResult (result) {
  const lines = [`${result.question}: ${result.title} (${result.unit}, ${result.rounds} rounds, ${result.seconds} s)`]
  const width = Math.max(...Object.keys(result.sides).map((name) => name.length))
  for (const [name, side] of Object.entries(result.sides)) {
    lines.push(`  ${name.padEnd(width)}  ${side.error ?? describeFigures(side.summary)}`)
  }
  return lines.join('\n')
}

function describeFigures (summary) {
  return Object.entries(summary)
    .map(([key, { median, min, max }]) => `${key} ${digits(median)} (${digits(min)}–${digits(max)})`)
    .join('  ')
}

/** Three digits that count. */
function digits (value) {
  if (Math.abs(value) >= 100) return String(Math.round(value))
  return value.toPrecision(3)
}

/**
 * The table of all results: a row for each question and figure, a column for
 * each client, with the ratio to hicast.
 *
 * @param {object[]} results
 * @returns {string}
 */
function table (results) {
  const clients = [...new Set(results.flatMap(({ sides }) => Object.keys(sides)))]
  const rows = [['question', 'figure', 'unit', ...clients]]
  for (const result of results) {
    for (const figure of figuresOf(result)) {
      rows.push([result.question, figure, result.unit,
        ...clients.map((client) => cell(result, client, figure))])
    }
  }
  return aligned(rows)
}

/** The main figure, and the elapsed time where there is one. */
function figuresOf ({ main, sides }) {
  const some = Object.values(sides).find(({ summary }) => summary)
  const others = ['wall', 'p99'].filter((key) => key !== main && some?.summary[key])
  return [main, ...others]
}

function cell (result, client, figure) {
  const side = result.sides[client]
  if (side === undefined) return ''
  if (side.error !== undefined) return 'failed'
  const { median, min, max } = side.summary[figure]
  const spread = `±${Math.round(50 * (max - min) / Math.abs(median))}%`
  const ratio = client === 'hicast' ? undefined : timesHicast(result, client, figure)
  return `${digits(median)} ${spread}${ratio === undefined ? '' : ` ${times(ratio)}`}`
}

/**
 * How many times hicast's figure a client's is: the median of the rounds' own
 * ratios, since a machine that slows down for seconds slows both in a round.
 *
 * @param {object} result
 * @param {string} client
 * @param {string} figure
 * @returns {number|undefined}  where either was not measured
 */
function timesHicast ({ sides }, client, figure) {
  const own = sides.hicast
  const other = sides[client]
  if (!own?.summary || !other?.summary) return undefined
  const rounds = Math.min(own.samples.length, other.samples.length)
  return medianOf(Array.from({ length: rounds }, (_, round) =>
    other.samples[round][figure] / own.samples[round][figure]))
}

function times (ratio) {
  return `${ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(2)}×`
}

function aligned (rows) {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)))
  return rows.map((row) => row.map((text, i) => text.padEnd(widths[i])).join('  ').trimEnd())
    .join('\n')
}

/**
 * Each bar that was set, and whether it is met: a ratio of the client's figure
 * to hicast's that is reached, or of hicast's to the client's that is kept.
 *
 * @param {object} question
 * @param {object} result
 * @returns {Array<{ text: string, isMet: boolean }>}
 */
function judge (question, result) {
  return (question.bars ?? []).flatMap((bar) => {
    const figure = bar.figure ?? result.main
    const ratios = bar.against.map((client) => timesHicast(result, client, figure))
      .filter((ratio) => ratio !== undefined)
    if (ratios.length === 0) return []
    const best = Math.min(...ratios)
    const name = `${result.question} ${figure} against ${bar.against.join(', ')}`
    return bar.atLeast !== undefined
      ? [{ text: `${name}: ${times(best)} less, bar ${bar.atLeast}×`, isMet: best >= bar.atLeast }]
      : [{ text: `${name}: ${times(1 / best)}, bar at most ${bar.atMost}×`, isMet: 1 / best <= bar.atMost }]
  })
}

module.exports = { describeResult, digits, table, timesHicast, judge }
