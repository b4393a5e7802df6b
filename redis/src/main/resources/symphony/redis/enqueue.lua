-- Ends a transaction that pushed lines to the tail of one queue: those stay whose identity is not there yet. The push itself
-- is a command of its own, since to hand each line to Lua and back takes longer than all else together.
-- KEYS: queue, its identities   ARGV: 1 to add in any case, the identity of each pushed line, in order (up to 1,000; unpack
-- ends near 8,000)
-- Result: added, identities now, lines now; or -1 where lines were pushed by hand whose identities nobody knows yet; or 0
-- where the session was cancelled.
-- Invariant: an identity is there exactly as long as its line waits, is delayed or is claimed.
local queue, identities, pushed = KEYS[1], KEYS[2], #ARGV - 1
local kind = redis.call('TYPE', queue).ok
if kind ~= 'list' then return redis.error_reply('NOLIST ' .. queue .. ' holds a ' .. kind) end
local function take_off() redis.call('LTRIM', queue, 0, -pushed - 1) end

local _, session = role_of(queue)
if is_cancelled(session) then
  take_off()
  return {0, 0, 0}
end
local known = redis.pcall('HMGET', identities, unpack(ARGV, 2))
if known.err then
  take_off()
  return redis.error_reply('NOLIST ' .. identities .. ' holds another type')
end
if ARGV[1] ~= '1' and redis.call('HLEN', identities) < redis.call('LLEN', queue) - pushed then
  take_off()
  return {-1}
end
local fields, added = {}, {}
for i = 1, pushed do
  local id = ARGV[i + 1]
  if not known[i] and not added[id] then
    added[id] = i
    fields[#fields + 1] = id
    fields[#fields + 1] = '0'
  end
end
local count = #fields / 2
if count < pushed then
  local lines = count > 0 and redis.call('LRANGE', queue, -pushed, -1) or {}
  take_off()
  local kept = {}
  for i, line in ipairs(lines) do
    if added[ARGV[i + 1]] == i then kept[#kept + 1] = line end
  end
  if count > 0 then redis.call('RPUSH', queue, unpack(kept)) end
end
if count > 0 then
  -- A small hash is kept as one packed text, in which each identity is searched for from the front; a long value ends that.
  if redis.call('EXISTS', identities) == 0 then fields[2] = string.rep('0', 65) end
  redis.call('HSET', identities, unpack(fields))
  announce(queue)
end
return {count, redis.call('HLEN', identities), redis.call('LLEN', queue)}
