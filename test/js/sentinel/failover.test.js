'use strict'

const assert = require('node:assert/strict')
const { peers } = require('../../helpers/client')
const { useDeployments } = require('../../helpers/sentinels')
const Sequence = require('../../helpers/sequence')
const { event, eventually, sleep } = require('../../helpers/wait')

// What sentinels need in these tests to put a replica in the place of a master
// is two to five seconds; a busy machine needs more.
const LONG = 60000

/**
 * Real masters, replicas and sentinels under traffic, while something happens
 * to them; ioredis beside, at the same time. With HICAST_FIGURES in the
 * environment the figures of both are printed.
 */
describe('failover', function () {
  this.timeout(180000)

  const deploy = useDeployments()

  /** A publisher and a subscriber of each library, and what goes between them. */
  async function begin (deployment, options) {
    const pairs = {}
    for (const [name, Redis] of Object.entries(peers())) {
      const [pub, sub] = [0, 1].map(() => new Redis({ ...deployment.options, ...options }))
      for (const client of [pub, sub]) client.on('error', () => {})
      await sub.subscribe(name)
      const sequence = new Sequence(pub, sub, name)
      sequence.start()
      pairs[name] = { pub, sub, sequence }
    }
    await eventually(() => pairs.client.sequence.sent > 50, 'some traffic')
    return pairs
  }

  async function end (title, pairs, figures = {}) {
    for (const [name, { pub, sub, sequence }] of Object.entries(pairs)) {
      await sequence.stop(name === 'client' ? 20000 : 1000)
      figures[name] = sequence.figures
      pub.disconnect()
      sub.disconnect()
    }
    if (process.env.HICAST_FIGURES) console.log(title, JSON.stringify(figures))
    return figures
  }

  /** What is promised, whatever happens. */
  function check ({ client }, pairs) {
    assert.equal(client.unsettled, 0)
    assert.equal(client.disordered, 0)
    // What is lost is lost in one piece: redis had no subscriber meanwhile.
    const { lost } = pairs.client.sequence
    if (lost.length > 0) assert.ok(lost.at(-1) - lost[0] < lost.length + 20, `lost ${lost}`)
  }

  for (const failoverDetector of [false, true]) {
    it(`follows a master that is killed${failoverDetector ? ', with failoverDetector' : ''}`, async () => {
      const deployment = await deploy()
      const pairs = await begin(deployment, { failoverDetector })
      const old = await deployment.master()
      const begun = performance.now()
      await old.kill()
      await deployment.replaced(old)
      const replaced = performance.now() - begun
      assert.ok(await pairs.client.sequence.flows(LONG))
      await pairs.ioredis.sequence.flows(10000)
      check(await end(`killed, failoverDetector: ${failoverDetector}`, pairs, { replaced }), pairs)
    })
  }

  it('leaves a frozen master within the heartbeat and what the sentinels take', async () => {
    // The heartbeat is the first to notice: what is connected to then is still
    // the frozen master.
    const deployment = await deploy({ downAfter: 3000 })
    const heartbeat = { interval: 1000, timeout: 500, always: true }
    const pairs = await begin(deployment, { heartbeat, connectTimeout: 60000 })
    const { client, ioredis } = pairs
    const old = await deployment.master()
    const begun = performance.now()
    old.freeze()
    await deployment.replaced(old)
    const replaced = performance.now() - begun
    assert.ok(await client.sequence.flows(LONG))
    // ioredis waits for an answer that does not come.
    await ioredis.sequence.flows(5000)
    const figures = await end('frozen', pairs, { replaced })
    check(figures, pairs)
    assert.ok(client.sequence.gap < replaced + 15000, `${client.sequence.gap} ms, and the sentinels took ${replaced}`)
  })

  it('follows at once with failoverDetector: a master that is replaced by hand, and one that is frozen', async () => {
    const deployment = await deploy()
    const pairs = await begin(deployment, { failoverDetector: true })
    const first = await deployment.master()
    await deployment.sentinels[0].call('sentinel', 'failover', 'mymaster')
    const second = await deployment.replaced(first)
    await eventually(async () => (await second.subscribers('client'))[0] === 1, 'the subscriber', { timeout: LONG })
    assert.ok(await pairs.client.sequence.flows(LONG))
    await pairs.ioredis.sequence.flows(10000)
    check(await end('by hand', pairs), pairs)

    // The one that was replaced must have become a replica first.
    await deployment.settled()
    const again = await begin(deployment, { failoverDetector: true })
    second.freeze()
    const third = await deployment.replaced(second)
    await eventually(async () => (await third.subscribers('client'))[0] === 1, 'the subscriber', { timeout: LONG })
    assert.ok(await again.client.sequence.flows(LONG))
    check(await end('frozen, with failoverDetector', again), again)
  })

  it('hears again without failoverDetector when the sentinels make the old master a replica', async () => {
    const deployment = await deploy()
    const pairs = await begin(deployment)
    const first = await deployment.master()
    await deployment.sentinels[0].call('sentinel', 'failover', 'mymaster')
    const second = await deployment.replaced(first)
    await eventually(async () => (await second.subscribers('client'))[0] === 1, 'the subscriber', { timeout: LONG })
    assert.ok(await pairs.client.sequence.flows(LONG))
    await pairs.ioredis.sequence.flows(10000)
    check(await end('by hand, without failoverDetector', pairs), pairs)
  })

  it('is there again after all have been restarted', async () => {
    const deployment = await deploy()
    const pairs = await begin(deployment)
    const ready = event(pairs.client.sub, 'ready', LONG)
    const all = [...deployment.servers, ...deployment.sentinels]
    for (const server of all) await server.kill()
    await sleep(500)
    for (const server of all) await server.start()
    await ready
    assert.ok(await pairs.client.sequence.flows(LONG))
    await pairs.ioredis.sequence.flows(10000)
    check(await end('all restarted', pairs), pairs)
  })

  it('asks the other sentinels when one is down, and another hangs', async () => {
    const deployment = await deploy({ downAfter: 3000 })
    const pairs = await begin(deployment, { connectTimeout: 30000 })
    const [down, hangs] = deployment.sentinels
    await down.kill()
    hangs.freeze()
    const begun = performance.now()
    for (const { pub, sub } of Object.values(pairs)) {
      pub.disconnect(true)
      sub.disconnect(true)
    }
    assert.ok(await pairs.client.sequence.flows(LONG))
    const took = performance.now() - begun
    assert.ok(took < 20000, `${took} ms`)
    await pairs.ioredis.sequence.flows(5000)
    check(await end('one sentinel down, one hangs', pairs), pairs)
  })
})
