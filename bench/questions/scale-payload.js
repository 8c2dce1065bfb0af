'use strict'

const { runReceive } = require('../harness/receive')
const { receiveSide } = require('../harness/receive-side')
const { jsonPayload } = require('../harness/payload')

const BYTES = [16, 128, 1024, 8192, 65_536, 262_144, 1_048_576]
const TOTAL_BYTES = 64 << 20

/** As many messages as make a fixed number of bytes, within reason. */
function countOf (bytes) {
  return Math.max(100, Math.min(100_000, Math.round(TOTAL_BYTES / bytes)))
}

module.exports = {
  name: 'scale-payload',
  title: 'CPU for a message, by size of an ASCII payload',
  unit: 'µs/message',
  main: '1048576',
  rounds: 1,
  clients: ['hicast', 'floor', 'ioredis'],
  chart: { title: 'Payload from 16 bytes to 1 MiB', x: 'bytes of payload', y: 'CPU for each message, µs' },
  params: { totalBytes: TOTAL_BYTES },

  async run (context) {
    const cpu = {}
    for (const bytes of BYTES) {
      const count = countOf(bytes)
      const what = { payload: jsonPayload(bytes), count, warmUp: Math.ceil(count / 2) }
      cpu[bytes] = (await runReceive(context, 'scale-payload', what)).cpu
    }
    return cpu
  },

  side: receiveSide
}
