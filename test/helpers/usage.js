'use strict'

/** Prints what the tests took of the machine. */
exports.mochaHooks = {
  afterAll () {
    const { user, system } = process.cpuUsage()
    const { maxRSS } = process.resourceUsage()
    console.log(`    CPU: ${(user / 1e6).toFixed(1)} s user, ${(system / 1e6).toFixed(1)} s system` +
      ` in ${process.uptime().toFixed(1)} s; ${Math.round(maxRSS / 1024)} MiB at most`)
  }
}
