-- Gives a claim up for good; its line goes to the dead letters as it stands, the reason beside it.
-- KEYS: lease, dead letters, their reasons, identities   ARGV: epoch, slot, token, queue, identity or '', note (JSON object)
-- Result: UNREGISTERED, OK or LOST.
-- Invariant: a dead letter's identity is gone, so the task can be enqueued again.
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then return 'UNREGISTERED' end
local verdict, line = settle(KEYS[1], ARGV[2], ARGV[3], ARGV[4])
if verdict == 'OK' then
  if ARGV[5] ~= '' then redis.call('HDEL', KEYS[4], ARGV[5]) end
  local pushed = redis.pcall('RPUSH', KEYS[2], line)
  if type(pushed) == 'table' then
    redis.call('RPUSH', 'symphony:orphans', ARGV[4] .. ' ' .. line)
  else
    local at = string.format('%.3f', now() / 1000)
    redis.call('HSET', KEYS[3], redis.sha1hex(line), '{"at":' .. at .. ',' .. string.sub(ARGV[6], 2))
  end
end
return verdict == 'LOST' and 'LOST' or 'OK'
