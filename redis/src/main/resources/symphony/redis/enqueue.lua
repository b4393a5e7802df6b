-- Adds tasks to the tail of one queue, those left out whose identity is there.
-- KEYS: queue, its identities   ARGV: 1 to add in any case, identity, line, identity, line, … (200 pairs; unpack ends
-- near 4,000)
-- Result: added, identities now, lines now; or -1 where lines were pushed by hand whose identities nobody knows yet; or 0
-- where the session was cancelled.
-- Invariant: an identity is there exactly as long as its line waits, is delayed or is claimed.
local queue, identities = KEYS[1], KEYS[2]
local kind = redis.call('TYPE', queue).ok
if kind ~= 'list' and kind ~= 'none' then
  return redis.error_reply('NOLIST ' .. queue .. ' holds a ' .. kind)
end
local _, session = role_of(queue)
if is_cancelled(session) then return {0, 0, 0} end
if ARGV[1] ~= '1' and redis.call('HLEN', identities) < redis.call('LLEN', queue) then return {-1} end
local ids = {}
for i = 2, #ARGV, 2 do ids[#ids + 1] = ARGV[i] end
local known = redis.call('HMGET', identities, unpack(ids))
local fields, lines, seen = {}, {}, {}
for i, id in ipairs(ids) do
  if not known[i] and not seen[id] then
    seen[id] = true
    fields[#fields + 1] = id
    fields[#fields + 1] = '0'
    lines[#lines + 1] = ARGV[2 * i + 1]
  end
end
if #lines > 0 then
  redis.call('HSET', identities, unpack(fields))
  redis.call('RPUSH', queue, unpack(lines))
  announce(queue)
end
return {#lines, redis.call('HLEN', identities), redis.call('LLEN', queue)}
