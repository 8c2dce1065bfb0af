/** `hicast/hub` and `hicast/hub/client`. */

import { Redis } from 'hicast'
import { createHub, type Answers, type Hub, type HubOptions, type Presence, type Seat, type SendResult } from 'hicast/hub'
import { connect, type HubClient } from 'hicast/hub/client'
import { is } from './assert.js'

const options: HubOptions = { linger: 1, onSlow: 'latest', authorize: async (seat, room) => seat.user === room }
const hub = createHub(new Redis(), options)
is<Hub>()(hub)
const seat = await hub.join({ send () {} }, { user: 'ann', rooms: ['r'] })
is<Seat>()(seat)
is<SendResult>()(await hub.toUser('ann').except(seat).send({ hi: 1 }))
is<SendResult>()(await hub.disconnectUser('ann', 4001, 'logged out'))
is<Presence>()(await hub.presence('r'))
is<Answers<number>>()(await hub.ask<number>('load'))
hub.on('gap', ({ deafMs }) => { is<number>()(deafMs) })
// @ts-expect-error no such policy
createHub(null, { onSlow: 'wait' })

const client = connect('wss://example.org/live')
is<HubClient>()(client)
client.on('message', (data, { room }) => is<string | undefined>()(room))
const stop: () => void = client.on('gap', ({ reason }) => is<string>()(reason))
stop()
is<boolean>()(client.send({ a: 1 }))
await client.join('r')
