-- Gives a session so many turns in a round.
-- ARGV: session, weight
-- Invariant: each of its queues stands in the ring as often as it weighs, or not at all.
local session, weight = ARGV[1], tonumber(ARGV[2])
redis.call('HDEL', 'symphony:weights', session)
redis.call('HDEL', 'symphony:weights:unused', session) -- see discover.lua
if weight > 1 then redis.call('HSET', 'symphony:weights', session, weight) end
for _, list in ipairs(LISTS) do
  local queue = list .. session
  local role = role_of(queue)
  if redis.call('HDEL', 'symphony:ringed:' .. role, queue) == 1 then
    redis.call('LREM', 'symphony:ring:' .. role, 0, queue)
    announce(queue)
  end
end
return 'OK'
