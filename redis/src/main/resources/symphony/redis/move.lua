-- Moves lines to the tails of other queues, changed for them. From a queue, or from the dead letters.
-- KEYS: list they lie in, its identities or reasons
-- ARGV: for each, the one nearest to the head first: place from the tail, line, its identity or the SHA-1 of a dead letter,
--   queue it goes to, that one's identities, the line there, its identity there
-- Result: how many were moved (one whose identity is there already only goes); or -1 where the list is no longer as it was
--   seen, and nothing was done.
-- Invariant: an identity is there exactly as long as its line waits, is delayed or is claimed.
local from, chosen, targets = KEYS[1], {}, {}
for i = 1, #ARGV, 7 do
  local to = ARGV[i + 3]
  local kind = targets[to] or redis.call('TYPE', to).ok
  if kind ~= 'list' and kind ~= 'none' then return redis.error_reply('NOLIST ' .. to .. ' holds a ' .. kind) end
  targets[to] = kind
  chosen[#chosen + 1] = {
    at = tonumber(ARGV[i]), line = ARGV[i + 1], noted = ARGV[i + 2],
    to = to, ids = ARGV[i + 4], there = ARGV[i + 5], id = ARGV[i + 6],
  }
end
redis.call('HDEL', KEYS[2], '') -- a first write that needs no memory
local taken, count, reached = take_out(from, chosen), 0, {}
if not taken then return -1 end
for _, each in ipairs(taken) do
  redis.call('HDEL', KEYS[2], each.noted)
  local deaths, attempts = tried(from, each.line)
  if deaths > 0 or attempts ~= '' then forget_line(from, each.line) end
  if redis.call('HSETNX', each.ids, each.id, '0') == 1 then
    redis.call('RPUSH', each.to, each.there)
    if deaths > 0 or attempts ~= '' then note_tried(each.to, each.there, deaths, attempts) end
    reached[each.to] = true
    count = count + 1
  end
end
for to in pairs(reached) do announce(to) end
return count
