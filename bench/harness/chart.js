'use strict'

const WIDTH = 720
const HEIGHT = 400
const PLOT = { left: 64, right: WIDTH - 130, top: 54, bottom: HEIGHT - 48 }
const COLOURS = {
  hicast: '#2f81f7',
  floor: '#6e7781',
  ioredis: '#db6d28',
  redis: '#2da44e',
  'redis-server': '#bf3989'
}
// Readable on light and dark pages; the ground is the page's own.
const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #3d444d; }
  .title { font-size: 14px; font-weight: 600; }
  .grid { stroke: #8b949e; stroke-opacity: .25; }
  .line { fill: none; stroke-width: 2; }
  @media (prefers-color-scheme: dark) { text { fill: #d1d7e0; } }`

/**
 * Draws lines over two logarithmic axes.
 *
 * @param {object} chart
 * @param {string} chart.title
 * @param {string} chart.x  what the horizontal axis counts
 * @param {string} chart.y
 * @param {Array<{ name: string, points: Array<[number, number]> }>} chart.series
 * @returns {string} an SVG document
 */
function drawChart ({ title, x, y, series }) {
  const points = series.flatMap((one) => one.points)
  const toX = logScale(points.map(([value]) => value), PLOT.left, PLOT.right)
  const toY = logScale(points.map(([, value]) => value), PLOT.bottom, PLOT.top)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">`,
    `<title>${escape(title)}</title>`,
    `<style>${STYLE}\n</style>`,
    text(PLOT.left - 48, 20, title, 'class="title"'),
    text(PLOT.left - 48, 38, y),
    text((PLOT.left + PLOT.right) / 2, HEIGHT - 10, x, 'text-anchor="middle"'),
    ...xAxis(points, toX),
    ...yAxis(toY),
    ...lines(series, toX, toY),
    '</svg>\n'
  ].join('\n')
}

/** Whole powers of ten at both ends of the values, except for narrow ranges. */
function logScale (values, from, to) {
  const low = floorNice(Math.min(...values))
  const high = ceilNice(Math.max(...values))
  const span = Math.log(high / low) || 1
  const scale = (value) => from + (to - from) * Math.log(value / low) / span
  return Object.assign(scale, { low, high })
}

const STEPS = [1, 2, 5]

function niceValues (low, high) {
  const values = []
  for (let power = Math.floor(Math.log10(low)) - 1; 10 ** power <= high * 10; power++) {
    values.push(...STEPS.map((step) => Number((step * 10 ** power).toPrecision(1))))
  }
  return values
}

function floorNice (value) {
  return niceValues(value, value).filter((nice) => nice <= value).pop()
}

function ceilNice (value) {
  return niceValues(value, value).find((nice) => nice >= value)
}

function xAxis (points, toX) {
  const ticks = [...new Set(points.map(([value]) => value))].sort((a, b) => a - b)
  return ticks.flatMap((value) => [
    vertical(toX(value)),
    text(toX(value), PLOT.bottom + 18, shortNumber(value), 'text-anchor="middle"')
  ])
}

function yAxis (toY) {
  const all = niceValues(toY.low, toY.high).filter((value) => value >= toY.low && value <= toY.high)
  const ticks = all.length > 8 ? all.filter((value) => Number.isInteger(Math.log10(value))) : all
  return ticks.flatMap((value) => [
    horizontal(toY(value)),
    text(PLOT.left - 8, toY(value) + 4, shortNumber(value), 'text-anchor="end"')
  ])
}

function lines (series, toX, toY) {
  const labels = spread(series.map(({ points }) => toY(points.at(-1)[1]) + 4))
  return series.flatMap(({ name, points }, i) => {
    const colour = COLOURS[name]
    const at = points.map(([x, y]) => `${round(toX(x))},${round(toY(y))}`)
    return [
      `<polyline class="line" stroke="${colour}" points="${at.join(' ')}"/>`,
      ...points.map(([x, y]) =>
        `<circle r="3" fill="${colour}" cx="${round(toX(x))}" cy="${round(toY(y))}"/>`),
      `<circle r="4" fill="${colour}" cx="${PLOT.right + 14}" cy="${round(labels[i] - 4)}"/>`,
      text(PLOT.right + 24, labels[i], name)
    ]
  })
}

/** Moves labels apart that would cover each other. */
function spread (heights) {
  const order = heights.map((_, i) => i).sort((a, b) => heights[a] - heights[b])
  const result = [...heights]
  for (let i = 1; i < order.length; i++) {
    result[order[i]] = Math.max(result[order[i]], result[order[i - 1]] + 16)
  }
  return result
}

function vertical (x) {
  return `<path class="grid" d="M${round(x)} ${PLOT.top}V${PLOT.bottom}"/>`
}

function horizontal (y) {
  return `<path class="grid" d="M${PLOT.left} ${round(y)}H${PLOT.right}"/>`
}

function text (x, y, content, attributes = '') {
  return `<text x="${round(x)}" y="${round(y)}" ${attributes}>${escape(content)}</text>`
}

function round (value) {
  return Number(value.toFixed(1))
}

function shortNumber (value) {
  if (value >= 1024 && value % 1024 === 0) {
    return value >= 1 << 20 ? `${value / (1 << 20)} Mi` : `${value / 1024} Ki`
  }
  return value.toLocaleString('en')
}

function escape (content) {
  return content.replace(/&/g, '&amp;').replace(/</g, '&lt;')
}

module.exports = { drawChart }
