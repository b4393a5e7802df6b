-- The usual case of claim.lua, in as few calls as can be: one claim is done, and its slot takes the next task.
-- KEYS: lease
-- ARGV: epoch, place, token of the claim, its queue, key of its identities, its identity, new token, roles in the order to
--   look at them …
-- Result: OK, queue and line; DONE where the claim is settled but claim.lua has to look for a task; or GENERAL where nothing
--   was done, for it is no usual case: another claim, something held or tried before, no such worker.
-- Invariant: that of claim.lua.
local lease, place, token, queue = KEYS[1], ARGV[2], ARGV[3], ARGV[4]
local m, d = 'm' .. place, 'd' .. place
local state = redis.call('HMGET', lease, 'epoch', m)
if state[1] ~= ARGV[1] or state[2] ~= token .. ' ' .. queue
    or redis.call('EXISTS', 'symphony:paused', 'symphony:cancelled', 'symphony:tried') > 0 then
  return {'GENERAL'}
end
redis.call('HDEL', ARGV[5], ARGV[6]) -- a first write that needs no memory
for i = 8, #ARGV do
  local role = ARGV[i]
  local from = redis.call('RPOPLPUSH', 'symphony:ring:' .. role, 'symphony:ring:' .. role)
  if from then
    local line = redis.pcall('LPOP', from)
    if type(line) ~= 'string' then break end
    if #line > 4194304 then -- LONGEST of the prelude
      redis.call('LPUSH', from, line)
      break
    end
    redis.call('HSET', lease, m, ARGV[7] .. ' ' .. from, 'l' .. place, line, d, token)
    -- No token, and likely more to take: who blocks on it is woken. One too many costs a wasted claim.
    if redis.call('EXISTS', 'symphony:wake:' .. role) == 0
        and (redis.call('EXISTS', from) == 1 or redis.call('LLEN', 'symphony:ring:' .. role) > 1) then
      redis.call('RPUSH', 'symphony:wake:' .. role, '1')
    end
    return {'OK', from, line}
  end
end
redis.call('HDEL', lease, m, 'l' .. place)
redis.call('HSET', lease, d, token)
return {'DONE'}
