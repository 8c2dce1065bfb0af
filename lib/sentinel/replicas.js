'use strict'

/**
 * A replica as a sentinel describes it; every field is a string.
 *
 * @typedef {object} Replica
 * @property {string} ip
 * @property {string} port
 * @property {string} [flags]
 */

// What a sentinel says of a replica that is of no use now.
const UNUSABLE = /disconnected|s_down|o_down/

/**
 * @param {Replica[]} replicas
 * @returns {Replica[]} those that may be connected to
 */
function usable (replicas) {
  return replicas.filter(({ flags }) => flags && !UNUSABLE.test(flags))
}

/**
 * Chooses a replica: the one that is preferred, else any.
 *
 * @param {Replica[]} replicas  that may be connected to
 * @param {Function|object|object[]} [preferred]  option `preferredSlaves`: a
 *   function of them all, or one or more { ip, port, prio }, of which the
 *   lowest `prio` comes first (1 if absent)
 * @returns {Replica|null} null: there is none
 */
function choose (replicas, preferred) {
  if (replicas.length === 0) return null
  return chooseByWish(replicas, preferred) || replicas[Math.floor(Math.random() * replicas.length)]
}

function chooseByWish (replicas, preferred) {
  if (typeof preferred === 'function') return preferred(replicas)
  if (preferred === null || typeof preferred !== 'object') return null
  const wishes = [].concat(preferred).sort((a, b) => (a.prio ?? 1) - (b.prio ?? 1))
  for (const { ip, port } of wishes) {
    const found = replicas.find((replica) => replica.ip === ip && replica.port === String(port))
    if (found !== undefined) return found
  }
  return null
}

module.exports = { choose, usable }
