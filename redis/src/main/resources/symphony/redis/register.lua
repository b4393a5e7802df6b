-- Makes a worker a member, and says which of the claims it believes to hold are lost.
-- KEYS: lease   ARGV: worker, epoch it knows or '', lease in ms, info, then for each claim
--   place, token, queue, line, key of the identities, identity
-- Result: the epoch, then the places whose claim is lost.
-- Invariant: a worker that was reaped has lost all (its lines are in their queues or with others); one whose database was
-- wiped, or whose lease was deleted by hand, keeps all (its lines are nowhere else), and they count as pending again. A
-- reaped one is told by this: reaping takes it off symphony:workers too.
local lease, worker, old = KEYS[1], ARGV[1], ARGV[2]
local member = redis.call('ZREM', 'symphony:workers', worker) == 1
local epoch = redis.call('GET', 'symphony:epoch')
if not epoch then
  local t = redis.call('TIME')
  epoch = whole(t[1] * 1000000 + t[2])
  redis.call('SET', 'symphony:epoch', epoch)
end
local wiped = old ~= '' and old ~= epoch or member and redis.call('EXISTS', lease) == 0
local answer = {epoch}
for i = 5, #ARGV, 6 do
  local place, meta = ARGV[i], ARGV[i + 1] .. ' ' .. ARGV[i + 2]
  if wiped then
    redis.call('HSET', lease, 'm' .. place, meta, 'l' .. place, ARGV[i + 3])
    redis.call('HSETNX', ARGV[i + 4], ARGV[i + 5], '0')
  elseif redis.call('HGET', lease, 'm' .. place) ~= meta then
    answer[#answer + 1] = place
  end
end
redis.call('HSET', lease, 'epoch', epoch, 'info', ARGV[4], 'lease', ARGV[3])
redis.call('ZADD', 'symphony:workers', whole(now() + ARGV[3]), worker)
return answer
