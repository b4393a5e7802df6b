-- Says that a worker lives. It declares every place it uses; what its lease holds beyond that goes back to the heads.
-- KEYS: lease   ARGV: epoch, worker, lease in ms, load or '', then for each place
--   place, token of its claim or '', queue, token of a claim whose answer it awaits or '', key of identities, identity
-- Result: UNREGISTERED, or OK and the places whose claim is lost.
-- Invariant: one deadline a worker. ZREM before ZADD: out of memory only a script's first write is refused, and all
-- leases would run out. A claim that a crash of Redis rolled back, or that nobody knows of, is found here. A claimed
-- task that was pushed by hand gets its identity here, so that it is not enqueued beside itself.
local lease = KEYS[1]
if redis.call('HGET', lease, 'epoch') ~= ARGV[1] then return {'UNREGISTERED'} end
redis.call('ZREM', 'symphony:workers', ARGV[2])
redis.call('ZADD', 'symphony:workers', whole(now() + ARGV[3]), ARGV[2])
if ARGV[4] ~= '' then redis.call('HSET', lease, 'load', ARGV[4]) end
local answer, declared = {'OK'}, {}
for i = 5, #ARGV, 6 do
  local place, token, queue, awaited = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3]
  local held = redis.call('HGET', lease, 'm' .. place)
  local held_token = held and split(held)
  if token ~= '' and held == token .. ' ' .. queue then
    declared[place] = true
    redis.call('HSETNX', ARGV[i + 4], ARGV[i + 5], '0')
  elseif awaited ~= '' and held_token == awaited then
    declared[place] = true
  elseif token ~= '' and not (awaited ~= '' and redis.call('HGET', lease, 'd' .. place) == token) then
    answer[#answer + 1] = place
  end
end
if redis.call('HLEN', lease) > 4 then
  for _, claim in ipairs(claimed_places(lease)) do
    if not declared[claim.place] then hand_back(lease, claim.place) end
  end
end
return answer
