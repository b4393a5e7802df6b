-- Announces lists that were pushed by hand, or whose place in the ring is gone.
-- ARGV: names of queues that a SCAN found
-- Result: how many were announced.
-- Invariant: each list with lines that is not held stands in its role's ring, and a role with lines to take has a wake
-- token: one that was lost with the worker that took it is replaced here.
redis.call('DEL', 'symphony:broken') -- noted anew below; and a first write that needs no memory
for _, role in ipairs(ROLES) do
  local ring, ringed = 'symphony:ring:' .. role, 'symphony:ringed:' .. role
  local entries = 0
  for _, count in ipairs(redis.call('HVALS', ringed)) do entries = entries + tonumber(count) end
  if redis.call('LLEN', ring) ~= entries then redis.call('DEL', ring, ringed) end
end
local found = 0
for _, queue in ipairs(ARGV) do
  local kind = redis.call('TYPE', queue).ok
  if kind == 'list' then
    if redis.call('HEXISTS', 'symphony:ringed:' .. role_of(queue), queue) == 0 then found = found + 1 end
    announce(queue)
  elseif kind ~= 'none' then
    redis.call('SADD', 'symphony:broken', queue)
  end
end
-- Lines whose queue had been overwritten go back where it holds a list, or nothing, by now.
for _, orphan in ipairs(redis.call('LRANGE', 'symphony:orphans', 0, 99)) do
  local queue, line = string.match(orphan, '^([^\n]*)\n(.*)$')
  local kind = queue and redis.call('TYPE', queue).ok
  if kind == 'list' or kind == 'none' then
    redis.call('LREM', 'symphony:orphans', 1, orphan)
    put('LPUSH', queue, line)
  end
end
return found
