-- Puts lines at the tail of one queue: those whose identity is not there yet. Many lines are pushed by a command of its own,
-- in one transaction before this script: to hand each to Lua and back takes longer than all else together. Few come with the
-- call, which then is one command and goes by the script's name.
-- KEYS: queue, its identities   ARGV: 1 to add in any case, how many lines (up to 1,000; unpack ends near 8,000), the identity
-- of each, in order; where they are not pushed yet, the lines
-- Result: added, identities now, lines now; or -1 where lines were pushed by hand whose identities nobody knows yet; or 0
-- where the session was cancelled.
-- Invariant: an identity is there exactly as long as its line waits, is delayed or is claimed.
local queue, identities, pushed = KEYS[1], KEYS[2], tonumber(ARGV[2])
local with_lines = #ARGV > pushed + 2
local lines_now
if with_lines then
  lines_now = redis.pcall('RPUSH', queue, unpack(ARGV, pushed + 3))
else
  lines_now = redis.pcall('LLEN', queue)
end
if type(lines_now) == 'table' or lines_now < pushed then
  local kind = redis.call('TYPE', queue).ok
  if with_lines and (kind == 'list' or kind == 'none') then return lines_now end -- no memory, for one
  return redis.error_reply('NOLIST ' .. queue .. ' holds a ' .. kind)
end
local function take_off() redis.call('LTRIM', queue, 0, -pushed - 1) end

-- What can be held is looked up only where anything is.
local special = redis.call('EXISTS', 'symphony:paused', 'symphony:cancelled') > 0
local _, session = role_of(queue)
if special and is_cancelled(session) then
  take_off()
  return {0, 0, 0}
end
local known = redis.pcall('HMGET', identities, unpack(ARGV, 3, pushed + 2))
if known.err then
  take_off()
  return redis.error_reply('NOLIST ' .. identities .. ' holds another type')
end
local identities_before, lines_before = redis.call('HLEN', identities), lines_now - pushed
if ARGV[1] ~= '1' and identities_before < lines_before then
  take_off()
  return {-1}
end
local fields, added = {}, {}
for i = 1, pushed do
  local id = ARGV[i + 2]
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
    if added[ARGV[i + 2]] == i then kept[#kept + 1] = line end
  end
  if count > 0 then redis.call('RPUSH', queue, unpack(kept)) end
end
if count > 0 then
  -- A small hash is kept as one packed text, in which each identity is searched for from the front; a long value ends that.
  if identities_before == 0 then fields[2] = string.rep('0', 65) end
  redis.call('HSET', identities, unpack(fields))
  if not special or not is_held(queue) then ring_in(queue) end
end
return {count, identities_before + count, lines_before + count}
