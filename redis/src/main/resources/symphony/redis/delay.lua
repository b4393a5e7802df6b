-- Gives a claim up; the line given in its stead goes back to its queue after a while.
-- KEYS: lease   ARGV: epoch, slot, token, queue, line, delay in ms
-- Result: UNREGISTERED, OK or LOST.
-- Invariant: symphony:delayed and symphony:delayed:lines hold the same members; the identity stays.
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then return 'UNREGISTERED' end
local verdict = settle(KEYS[1], ARGV[2], ARGV[3], ARGV[4])
if verdict == 'OK' then
  local member = ARGV[4] .. ' ' .. ARGV[3]
  redis.call('HSET', 'symphony:delayed:lines', member, ARGV[5])
  redis.call('ZADD', 'symphony:delayed', whole(now() + ARGV[6]), member)
end
return verdict == 'LOST' and 'LOST' or 'OK'
