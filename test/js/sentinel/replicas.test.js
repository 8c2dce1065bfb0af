'use strict'

const assert = require('node:assert/strict')
const { useSentinelClients } = require('../../helpers/sentinel_client')

describe('replicas behind sentinels', () => {
  const { server, fakes, create } = useSentinelClients()

  describe('role: slave', () => {
    let replicas, sentinel, flags

    beforeEach(async () => {
      replicas = [await fakes.server('slave'), await fakes.server('slave'), await fakes.server('slave')]
      flags = ['slave', 'slave', 's_down,slave,disconnected']
      const describe = ({ port }, i) => ({ ip: '127.0.0.1', port: String(port), get flags () { return flags[i] } })
      sentinel = await fakes.sentinel({ replicas: replicas.map(describe) })
    })

    async function chosen (preferredSlaves) {
      const client = create([sentinel], { role: 'slave', preferredSlaves })
      await client.get('a')
      return replicas.findIndex(({ port }) => port === client.stream.remotePort)
    }

    const wish = (index, prio) => ({ ip: '127.0.0.1', port: String(replicas[index].port), ...(prio !== undefined && { prio }) })

    it('takes one that is up', async () => {
      flags[0] = 'slave,o_down'
      assert.equal(await chosen(), 1)
      assert.deepEqual(sentinel.questions(), ['slaves'])
    })

    it('takes the one that preferredSlaves names', async () => {
      assert.equal(await chosen(wish(1)), 1)
      assert.equal(await chosen(wish(0)), 0)
    })

    it('takes the first by prio of those that preferredSlaves lists', async () => {
      const wishes = [wish(0), wish(1, 0)]
      assert.equal(await chosen(wishes), 1)
      assert.deepEqual(wishes, [wish(0), wish(1, 0)])
      assert.equal(await chosen([wish(2, 0), wish(0, 5), wish(1, 7)]), 0)
    })

    it('takes what the function preferredSlaves returns', async () => {
      let given
      assert.equal(await chosen((all) => { given = all; return all[1] }), 1)
      assert.deepEqual(given.map(({ port }) => Number(port)), replicas.slice(0, 2).map(({ port }) => port))
    })

    it('takes any when none is preferred', async () => {
      assert.notEqual(await chosen(() => null), 2)
      assert.notEqual(await chosen({ ip: '10.0.0.1', port: '1' }), 2)
    })

    it('refuses a master', async () => {
      const other = await fakes.sentinel({ replicas: [{ ip: '127.0.0.1', port: server.port, flags: 'slave' }] })
      const client = create([other, sentinel], { role: 'slave' })
      await client.get('a')
      assert.notEqual(client.stream.remotePort, server.port)
    })

    it('goes on when a sentinel knows of none', async () => {
      const none = await fakes.sentinel({ replicas: [] })
      const client = create([none, sentinel], { role: 'slave' })
      await client.get('a')
      assert.deepEqual(none.questions(), ['slaves'])
    })
  })
})
