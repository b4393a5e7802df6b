-- Says that a worker lives. It declares every slot it uses; what its lease holds beyond that goes back to the heads.
-- KEYS: lease   ARGV: epoch, worker, lease in ms, then for each slot
--   slot, token of its claim or '', queue, token of a claim whose answer it awaits or '', key of identities, identity
-- Result: UNREGISTERED, or OK and the slots whose claim is lost.
-- Invariant: one deadline a worker. ZREM before ZADD: out of memory only a script's first write is refused, and all
-- leases would run out. A claim that a crash of Redis rolled back, or that nobody knows of, is found here. A claimed
-- task that was pushed by hand gets its identity here, so that it is not enqueued beside itself.
local lease = KEYS[1]
if redis.call('HGET', lease, 'epoch') ~= ARGV[1] then return {'UNREGISTERED'} end
redis.call('ZREM', 'symphony:workers', ARGV[2])
redis.call('ZADD', 'symphony:workers', whole(now() + ARGV[3]), ARGV[2])
local answer, declared = {'OK'}, {}
for i = 4, #ARGV, 6 do
  local slot, token, queue, awaited = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3]
  local held = redis.call('HGET', lease, 'm' .. slot)
  local held_token = held and split(held)
  if token ~= '' and held == token .. ' ' .. queue then
    declared[slot] = true
    redis.call('HSETNX', ARGV[i + 4], ARGV[i + 5], '0')
  elseif awaited ~= '' and held_token == awaited then
    declared[slot] = true
  elseif token ~= '' and not (awaited ~= '' and redis.call('HGET', lease, 'd' .. slot) == token) then
    answer[#answer + 1] = slot
  end
end
for _, claim in ipairs(claimed_slots(lease)) do
  if not declared[claim.slot] then hand_back(lease, claim.slot) end
end
return answer
