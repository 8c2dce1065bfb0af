'use strict'

const fs = require('fs')
const path = require('path')
const { drawChart } = require('./chart')

const CHARTS = path.join(__dirname, '../../docs/charts')

/**
 * Draws the chart of a question that has one, from what was measured.
 *
 * @param {object} question
 * @param {object} result
 */
function keepChart ({ chart }, result) {
  if (chart === undefined) return
  const { more } = chart
  const series = Object.entries(result.sides)
    .filter(([, { summary }]) => summary)
    .map(([name, { summary }]) => ({ name, points: pointsOf(summary, '') }))
  const from = more && result.sides[more.from]?.summary
  if (from) series.push({ name: more.name, points: pointsOf(from, more.prefix) })
  if (series.length === 0) return
  fs.mkdirSync(CHARTS, { recursive: true })
  fs.writeFileSync(path.join(CHARTS, `${result.question}.svg`),
    drawChart({ title: chart.title, x: chart.x, y: chart.y, series }))
}

/** The figures whose names are numbers, after a prefix. */
function pointsOf (summary, prefix) {
  return Object.entries(summary)
    .filter(([key]) => key.startsWith(prefix) && /^\d+$/.test(key.slice(prefix.length)))
    .map(([key, { median }]) => [Number(key.slice(prefix.length)), median])
    .sort((a, b) => a[0] - b[0])
}

module.exports = { keepChart }
