'use strict'

/** @param {number[]} values */
function median (values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/**
 * @param {number[]} sorted  in ascending order
 * @param {number} fraction  0.99 for the 99th percentile
 */
function percentile (sorted, fraction) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))]
}

/**
 * Median, least and greatest of each figure that the samples have.
 *
 * @param {Array<Record<string, number>>} samples
 * @returns {Record<string, { median: number, min: number, max: number }>}
 */
function summarise (samples) {
  const summary = {}
  for (const key of Object.keys(samples[0])) {
    const values = samples.map((sample) => sample[key])
    summary[key] = {
      median: median(values), min: Math.min(...values), max: Math.max(...values)
    }
  }
  return summary
}

module.exports = { median, percentile, summarise }
