-- Takes away all tasks of a session, and keeps others from coming.
-- ARGV: session
-- Result: how many were taken away.
-- Invariant: nothing of the session's tasks stays but its dead letters; its claims are lost.
local session, count = ARGV[1], 0
local mine = {}
for _, list in ipairs(LISTS) do
  local queue = list .. session
  mine[queue] = true
  if redis.call('TYPE', queue).ok == 'list' then
    count = count + redis.call('LLEN', queue)
    redis.call('UNLINK', queue)
  end
  redis.call('UNLINK', 'symphony:tried:' .. queue)
  redis.call('SREM', 'symphony:tried', queue)
end
for _, role in ipairs(ROLES) do redis.call('UNLINK', 'symphony:ids:' .. role .. ':' .. session) end
for _, member in ipairs(redis.call('ZRANGE', 'symphony:delayed', 0, -1)) do
  if mine[string.match(member, '^(.*) %S+$')] then
    redis.call('ZREM', 'symphony:delayed', member)
    redis.call('HDEL', 'symphony:delayed:lines', member)
    count = count + 1
  end
end
for _, worker in ipairs(redis.call('ZRANGE', 'symphony:workers', 0, -1)) do
  local lease = 'symphony:lease:' .. worker
  for _, claim in ipairs(claimed_places(lease)) do
    local token, queue = split(redis.call('HGET', lease, 'm' .. claim.place))
    if mine[queue] then
      redis.call('HDEL', lease, 'm' .. claim.place, 'l' .. claim.place)
      -- A late copy of the claim takes nothing; the word behind the token keeps it from counting as settled.
      redis.call('HSET', lease, 'd' .. claim.place, token .. ' cancelled')
      count = count + 1
    end
  end
end
for _, field in ipairs(redis.call('HKEYS', 'symphony:solo')) do
  if mine[string.match(field, '^(.*) %x+$')] then redis.call('HDEL', 'symphony:solo', field) end
end
redis.call('SADD', 'symphony:cancelled', session)
return count
