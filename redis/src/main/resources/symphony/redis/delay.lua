-- Gives a claim up; the line given in its stead goes back to its queue after a while.
-- KEYS: lease   ARGV: epoch, place, token, queue, line, delay in ms, the attempt (JSON object without its time)
-- Result: UNREGISTERED, OK or LOST.
-- Invariant: symphony:delayed and symphony:delayed:lines hold the same members; the identity stays. What was tried with
-- the old line is noted of the new one.
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then return 'UNREGISTERED' end
local queue, line = ARGV[4], ARGV[5]
local verdict, old = settle(KEYS[1], ARGV[2], ARGV[3], queue)
if verdict == 'OK' then
  local deaths, attempts = tried(queue, old)
  if deaths > 0 or attempts ~= '' then forget_line(queue, old) end
  note_tried(queue, line, deaths, add_attempt(attempts, stamped(ARGV[7])))
  local member = queue .. ' ' .. ARGV[3]
  redis.call('HSET', 'symphony:delayed:lines', member, line)
  redis.call('ZADD', 'symphony:delayed', whole(now() + ARGV[6]), member)
end
return verdict == 'LOST' and 'LOST' or 'OK'
