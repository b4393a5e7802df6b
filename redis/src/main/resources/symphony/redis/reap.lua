-- Hands back the tasks of workers that died.
-- ARGV: the worker that asks, workers whose leases had run out when it looked …
-- Result: how many claims went back.
-- Invariant: nobody is reaped for Redis's own absence. After a stall the renewals that waited meanwhile were served
-- between that look and this call; one whose own lease ran out judges nobody; and after a start of Redis each worker has
-- its lease and a second more to be back.
local time = now()
local own = redis.call('ZSCORE', 'symphony:workers', ARGV[1])
if not own or tonumber(own) <= time then return 0 end
local uptime = 1000 * tonumber(string.match(redis.call('INFO', 'server'), 'uptime_in_seconds:(%d+)') or 1e9)
local count = 0
for i = 2, #ARGV do
  local deadline = tonumber(redis.call('ZSCORE', 'symphony:workers', ARGV[i]) or time + 1)
  local lease = tonumber(redis.call('HGET', 'symphony:lease:' .. ARGV[i], 'lease') or 0)
  if deadline <= time and uptime > lease + 1000 then count = count + dissolve(ARGV[i], true) end
end
return count
