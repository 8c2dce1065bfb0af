'use strict'

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

function cell ({ sides }, client, figure) {
  const own = sides.hicast?.summary?.[figure].median
  const side = sides[client]
  if (side === undefined) return ''
  if (side.error !== undefined) return 'failed'
  const { median, min, max } = side.summary[figure]
  const spread = `±${Math.round(50 * (max - min) / Math.abs(median))}%`
  const ratio = client === 'hicast' || own === undefined ? '' : ` ${times(median / own)}`
  return `${digits(median)} ${spread}${ratio}`
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
    const own = result.sides.hicast?.summary?.[figure].median
    const others = bar.against.map((name) => result.sides[name]?.summary?.[figure].median)
      .filter((value) => value !== undefined)
    if (own === undefined || others.length === 0) return []
    const best = Math.min(...others)
    const name = `${result.question} ${figure} against ${bar.against.join(', ')}`
    return bar.atLeast !== undefined
      ? [{ text: `${name}: ${times(best / own)} less, bar ${bar.atLeast}×`, isMet: best / own >= bar.atLeast }]
      : [{ text: `${name}: ${times(own / best)}, bar at most ${bar.atMost}×`, isMet: own / best <= bar.atMost }]
  })
}

module.exports = { describeResult, digits, table, judge }
