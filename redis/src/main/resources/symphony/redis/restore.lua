-- Puts lines of a snapshot back into a queue, at its head or delayed.
-- KEYS: queue, its identities   ARGV: for each: due in ms or '', line, identity or '', deaths, attempts
-- Result: how many were put back; those whose identity is there already are left out.
-- Invariant: an identity is there exactly as long as its line waits, is delayed or is claimed.
local queue, count = KEYS[1], 0
for i = 1, #ARGV, 5 do
  local due, line, id, deaths, attempts = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4]
  if id == '' or redis.call('HSETNX', KEYS[2], id, '0') == 1 then
    count = count + 1
    if deaths ~= '0' or attempts ~= '' then note_tried(queue, line, deaths, attempts) end
    if due == '' then
      put('LPUSH', queue, line)
    else
      local member = queue .. ' r-' .. (id ~= '' and id or redis.sha1hex(line))
      redis.call('HSET', 'symphony:delayed:lines', member, line)
      redis.call('ZADD', 'symphony:delayed', due, member)
    end
  end
end
return count
