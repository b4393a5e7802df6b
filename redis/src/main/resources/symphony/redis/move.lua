-- Moves lines that wait to the tail of another queue, changed for it. From a queue, or from the dead letters.
-- KEYS: list they lie in, its identities or reasons, queue they go to, its identities
-- ARGV: for each: line, its identity, the line there, its identity there
-- Result: how many were moved; one whose identity is there already only goes.
-- Invariant: an identity is there exactly as long as its line waits, is delayed or is claimed.
local from, to = KEYS[1], KEYS[3]
local kind = redis.call('TYPE', to).ok
if kind ~= 'list' and kind ~= 'none' then return redis.error_reply('NOLIST ' .. to .. ' holds a ' .. kind) end
local count = 0
for i = 1, #ARGV, 4 do
  local line, there = ARGV[i], ARGV[i + 2]
  if redis.call('LREM', from, 1, line) == 1 then
    redis.call('HDEL', KEYS[2], ARGV[i + 1])
    local deaths, attempts = tried(from, line)
    if deaths > 0 or attempts ~= '' then forget_line(from, line) end
    if redis.call('HSETNX', KEYS[4], ARGV[i + 3], '0') == 1 then
      redis.call('RPUSH', to, there)
      if deaths > 0 or attempts ~= '' then note_tried(to, there, deaths, attempts) end
      count = count + 1
    end
  end
end
if count > 0 then announce(to) end
return count
