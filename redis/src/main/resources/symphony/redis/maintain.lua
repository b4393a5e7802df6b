-- What one worker does for all: names the workers whose leases ran out, brings delayed tasks that are due to their queues.
-- ARGV: worker, ms for which it is the elected one
-- Result: 0 and the ms for which another one is elected; or 1, 0 and the workers to reap (see reap.lua).
-- Invariant: done by two workers at once it is as good; the election only saves work.
local elected = redis.call('GET', 'symphony:maintainer')
if elected and elected ~= ARGV[1] then return {0, redis.call('PTTL', 'symphony:maintainer')} end
redis.call('DEL', 'symphony:maintainer')
redis.call('SET', 'symphony:maintainer', ARGV[1], 'PX', ARGV[2])
local time = whole(now())
for _, member in ipairs(redis.call('ZRANGEBYSCORE', 'symphony:delayed', '-inf', time, 'LIMIT', 0, 500)) do
  local line = redis.call('HGET', 'symphony:delayed:lines', member)
  redis.call('ZREM', 'symphony:delayed', member)
  redis.call('HDEL', 'symphony:delayed:lines', member)
  if line then put('RPUSH', string.match(member, '^(.*) %S+$'), line) end
end
local answer = {1, 0}
for _, worker in ipairs(redis.call('ZRANGEBYSCORE', 'symphony:workers', '-inf', time, 'LIMIT', 0, 100)) do
  answer[#answer + 1] = worker
end
return answer
