'use strict'

const assert = require('assert/strict')
const { fork } = require('child_process')
const { once } = require('events')
const path = require('path')
const { assertInOrder, channelName, range, recorder, sleep } = require('./tools')

/** A process with a bus. */
module.exports = function processes ({ subject, buses, runner: { describe, it } }) {
  describe('process', function () {
    it('ends by itself when its bus is closed in the middle of everything', async () => {
      if (/^mem:/.test(subject.url()) || subject.isInProcess) return
      const given = typeof subject.options === 'function' ? subject.options() : subject.options
      const child = fork(path.join(__dirname, 'child.js'), [subject.url(), channelName(), JSON.stringify(given ?? {})],
        { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
      let output = ''
      child.stdout.on('data', (chunk) => { output += chunk })
      child.stderr.on('data', (chunk) => { output += chunk })
      const timer = setTimeout(() => child.kill('SIGKILL'), 45000)
      const [code, signal] = await once(child, 'close')
      clearTimeout(timer)
      assert.deepEqual([code, signal], [0, null], output)
      assert.match(output, /closed\n$/)
    })

    const soak = Number(process.env.HICAST_SOAK ?? 2)
    it(`a soak of ${soak} s`, async function () {
      this?.timeout?.(soak * 1000 + 120000)
      const bus = await buses.make()
      const name = channelName()
      const handler = recorder()
      await bus.subscribe(name, ({ data }) => handler({ data }), bus.caps.durable ? { durable: true } : {})
      const end = Date.now() + soak * 1000
      let count = 0
      while (Date.now() < end) {
        const first = count
        await Promise.all(range(100).map((i) => bus.publish(name, first + i, { durable: bus.caps.durable })))
        count += 100
        await sleep(2)
      }
      await handler.count(count)
      assertInOrder(handler.data, count)
    })
  })
}
