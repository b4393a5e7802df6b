-- What one worker does for all: hands back the tasks of the dead, brings delayed tasks that are due to their queues.
-- ARGV: worker, ms for which it is the elected one
-- Result: 1 where this worker is the elected one, else 0.
-- Invariant: done by two workers at once it is as good; the election only saves work.
local elected = redis.call('GET', 'symphony:maintainer')
if elected and elected ~= ARGV[1] then return 0 end
redis.call('DEL', 'symphony:maintainer')
redis.call('SET', 'symphony:maintainer', ARGV[1], 'PX', ARGV[2])
local time = whole(now())
for _, worker in ipairs(redis.call('ZRANGEBYSCORE', 'symphony:workers', '-inf', time, 'LIMIT', 0, 100)) do
  dissolve(worker)
end
for _, member in ipairs(redis.call('ZRANGEBYSCORE', 'symphony:delayed', '-inf', time, 'LIMIT', 0, 500)) do
  local line = redis.call('HGET', 'symphony:delayed:lines', member)
  redis.call('ZREM', 'symphony:delayed', member)
  redis.call('HDEL', 'symphony:delayed:lines', member)
  if line then put('RPUSH', string.match(member, '^(.*) %S+$'), line) end
end
return 1
