-- Makes someone the one who does something for all, or lets them stay so.
-- KEYS: what it is about   ARGV: who, for how many ms
-- Result: 1 where it is them, else 0.
local leader = redis.call('GET', KEYS[1])
if leader and leader ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[1])
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
