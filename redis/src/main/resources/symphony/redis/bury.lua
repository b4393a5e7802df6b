-- Gives a claim up for good; its line goes to the dead letters as it stands, the reason beside it.
-- KEYS: lease, dead letters, their reasons, identities
-- ARGV: epoch, place, token, queue, identity or '', note (JSON object without time and history)
-- Result: UNREGISTERED, OK or LOST.
-- Invariant: a dead letter's identity is gone, so the task can be enqueued again; what was tried stands in its note alone.
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then return 'UNREGISTERED' end
local queue, note = ARGV[4], ARGV[6]
local verdict, line = settle(KEYS[1], ARGV[2], ARGV[3], queue)
if verdict == 'OK' then
  if ARGV[5] ~= '' then redis.call('HDEL', KEYS[4], ARGV[5]) end
  local _, attempts = tried(queue, line)
  if attempts ~= '' then forget_line(queue, line) end
  local pushed = redis.pcall('RPUSH', KEYS[2], line)
  if type(pushed) == 'table' then
    redis.call('RPUSH', 'symphony:orphans', queue .. '\n' .. line)
  else
    local last = stamped(note)
    local history = string.gsub(add_attempt(attempts, last), '\n', ',')
    local noted = string.sub(last, 1, -2) .. ',"history":[' .. history .. ']}'
    redis.call('HSET', KEYS[3], redis.sha1hex(line), noted)
  end
end
return verdict == 'LOST' and 'LOST' or 'OK'
