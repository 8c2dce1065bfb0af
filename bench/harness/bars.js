'use strict'

const WIDTH = 720
const LEFT = 96
const RIGHT = WIDTH - 180
const ROW = 34
const TOP = 56
const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #3d444d; }
  .title { font-size: 15px; font-weight: 600; }
  .unit { font-size: 12px; }
  .bar { fill: #8b949e; }
  .own { fill: #2f81f7; }
  @media (prefers-color-scheme: dark) { text { fill: #d1d7e0; } }`

/**
 * Draws bars, the first of which is hicast's. Readable on light and dark pages; the ground is the page's own.
 *
 * @param {object} chart
 * @param {string} chart.title
 * @param {string} chart.unit  what the bars are, and of which run
 * @param {Array<{ name: string, value: number, label: string }>} chart.bars
 * @returns {string} an SVG document
 */
function drawBars ({ title, unit, bars }) {
  const greatest = Math.max(...bars.map(({ value }) => value))
  const height = TOP + bars.length * ROW + 8
  const rows = bars.flatMap(({ name, value, label }, i) => {
    const y = TOP + i * ROW
    const length = Math.max(2, Math.round((RIGHT - LEFT) * value / greatest))
    return [
      `<text x="${LEFT - 10}" y="${y + 16}" text-anchor="end">${name}</text>`,
      `<rect class="${i === 0 ? 'own' : 'bar'}" x="${LEFT}" y="${y}" width="${length}" height="22" rx="3"/>`,
      `<text x="${LEFT + length + 8}" y="${y + 16}">${label}</text>`
    ]
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    `<title>${title}</title>`,
    `<style>${STYLE}\n</style>`,
    `<text x="8" y="20" class="title">${title}</text>`,
    `<text x="8" y="40" class="unit">${unit}</text>`,
    ...rows,
    '</svg>\n'
  ].join('\n')
}

module.exports = { drawBars }
