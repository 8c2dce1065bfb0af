'use strict'

const { createHash } = require('crypto')

/**
 * The log of a channel is a stream whose ids are <epoch>-<seq>, with seq
 * counting up from 0 without a hole: so that who hears 7-5 after 7-3 knows
 * that 7-4 was missed. The epoch is the time at which the log began; it tells
 * a log from another one under the same name.
 */

// KEYS: log, epoch, and with an id: the key of that id.
// ARGV: channel, payload, meta, entries to keep, and with an id: ms to remember it.
// Gives the entry's id, and how many received it; -1 for an id that was there before.
const APPEND = `
if KEYS[3] then
  local known = redis.call('GET', KEYS[3])
  if known then return {known, -1} end
end
local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
local epoch = redis.call('GET', KEYS[2])
if not epoch or redis.call('EXISTS', KEYS[1]) == 0 then
  if epoch and tonumber(epoch) >= tonumber(now) then
    epoch = string.format('%.0f', epoch + 1)
  else
    epoch = now
  end
  redis.call('SET', KEYS[2], epoch)
end
local id
if ARGV[3] == '' then
  id = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[4], epoch .. '-*', 't', now, 'd', ARGV[2])
else
  id = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[4], epoch .. '-*', 't', now, 'd', ARGV[2], 'm', ARGV[3])
end
if KEYS[3] then redis.call('SET', KEYS[3], id, 'PX', ARGV[5]) end
local head = '\\0' .. id .. ' ' .. now
if ARGV[3] ~= '' then head = head .. ' ' .. ARGV[3] end
return {id, redis.call('PUBLISH', ARGV[1], head .. '\\n' .. ARGV[2])}
`

// KEYS: log, epoch. ARGV: group, where it begins. Creates it, if it is not there.
const CREATE_GROUP = `
if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('DEL', KEYS[2]) end
local reply = redis.pcall('XGROUP', 'CREATE', KEYS[1], ARGV[1], ARGV[2], 'MKSTREAM')
if reply.err and not string.find(reply.err, 'BUSYGROUP') then return reply end
return 1
`

// KEYS: log. ARGV: group, member. A member that holds nothing is forgotten; what one holds would be lost with it.
const LEAVE_GROUP = `
local pending = redis.pcall('XPENDING', KEYS[1], ARGV[1], '-', '+', 1, ARGV[2])
if pending.err then return 0 end
if #pending == 0 then redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], ARGV[2]) end
return #pending
`

function script (lua) {
  return { lua, sha: createHash('sha1').update(lua).digest('hex') }
}

module.exports = { APPEND: script(APPEND), CREATE_GROUP, LEAVE_GROUP }
