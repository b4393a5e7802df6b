-- Announces lists that were pushed by hand, or whose place in the ring is gone.
-- ARGV: names of queues that a SCAN found
-- Result: how many were announced.
-- Invariant: each list with lines stands in its role's ring, and a role with lines to take has a wake token: one that
-- was lost with the worker that took it is replaced here.
redis.call('DEL', 'symphony:broken') -- noted anew below; and a first write that needs no memory
for _, role in ipairs({'rvm', 'preproc', 'detection', 'process', 'postprocess'}) do
  local ring, ringed = 'symphony:ring:' .. role, 'symphony:ringed:' .. role
  if redis.call('LLEN', ring) ~= redis.call('SCARD', ringed) then redis.call('DEL', ring, ringed) end
end
local found = 0
for _, queue in ipairs(ARGV) do
  local kind = redis.call('TYPE', queue).ok
  if kind == 'list' then
    if redis.call('SISMEMBER', 'symphony:ringed:' .. role_of(queue), queue) == 0 then found = found + 1 end
    announce(queue)
  elseif kind ~= 'none' then
    redis.call('SADD', 'symphony:broken', queue)
  end
end
return found
