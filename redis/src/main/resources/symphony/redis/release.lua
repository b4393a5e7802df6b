-- Gives a claim up; its line goes to the head of its queue.
-- KEYS: lease   ARGV: epoch, place, token, queue
-- Result: UNREGISTERED, OK or LOST.
-- Invariant: the line is in its list or in one lease.
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then return 'UNREGISTERED' end
local verdict, line = settle(KEYS[1], ARGV[2], ARGV[3], ARGV[4])
if verdict == 'OK' then put('LPUSH', ARGV[4], line) end
return verdict == 'LOST' and 'LOST' or 'OK'
