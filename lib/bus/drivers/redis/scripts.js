'use strict'

const { createHash } = require('crypto')

/**
 * The log of a channel is a stream whose ids are <epoch>-<seq>, with seq
 * counting up from 0 without a hole: so that who hears 7-5 after 7-3 knows
 * that 7-4 was missed. The epoch is the time at which the log began; it tells
 * a log from another one under the same name.
 */

// Several messages at once, of which all have an id, or none.
// KEYS: log, epoch, and the keys of the ids.
// ARGV: channel, entries to keep, ms to remember an id, then payload and meta of each message.
// Gives the last entry's id, and for each message how many received it; for an id that was there before, its entry.
const APPEND = `
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
local last = ''
local replies = {''}
for i = 4, #ARGV, 2 do
  local number = #replies + 1
  local key = KEYS[number + 1]
  local known = key and redis.call('GET', key)
  if known then
    replies[number] = known
  else
    local payload, meta = ARGV[i], ARGV[i + 1]
    local head
    if meta == '' then
      last = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], epoch .. '-*', 't', now, 'd', payload)
      head = '\\0' .. last .. ' ' .. now .. '\\n'
    else
      last = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], epoch .. '-*', 't', now, 'd', payload, 'm', meta)
      head = '\\0' .. last .. ' ' .. now .. ' ' .. meta .. '\\n'
    end
    if key then redis.call('SET', key, last, 'PX', ARGV[3]) end
    replies[number] = redis.call('PUBLISH', ARGV[1], head .. payload)
  end
end
replies[1] = last
return replies
`

// KEYS: log. ARGV: where it begins, how many. Gives them in one piece: see entries.js.
const PAGE = `
local parts = {}
for i, entry in ipairs(redis.call('XRANGE', KEYS[1], ARGV[1], '+', 'COUNT', ARGV[2])) do
  local fields = entry[2]
  local payload, meta = fields[4] or '', fields[6] or ''
  parts[i] = entry[1] .. ' ' .. (fields[2] or '0') .. ' ' .. #meta .. ' ' .. #payload .. '\\n' .. meta .. payload
end
return table.concat(parts)
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

module.exports = { APPEND: script(APPEND), PAGE: script(PAGE), CREATE_GROUP, LEAVE_GROUP }
