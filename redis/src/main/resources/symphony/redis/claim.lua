-- Completes a slot's claim (where one is given) and takes the next task for it, fair between the queues of a role.
-- KEYS: lease, identities of the done claim's queue
-- ARGV: epoch, slot, new token, done token or '', done queue, done identity, roles in the order to look at them …
-- Result: UNREGISTERED; BUSY and verdict where the slot holds another claim; or verdict (NONE, OK, LOST), then queue and
-- line where a task was taken.
-- Invariant: a line is in its list or in one lease, never in neither. Asked again with the same new token, the answer
-- is the same: a caller that lost the connection repeats the call.
local lease, epoch, slot, token, done = KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[4]
if redis.call('HGET', lease, 'epoch') ~= epoch then return {'UNREGISTERED'} end

local verdict = 'NONE'
if done ~= '' then
  verdict = settle(lease, slot, done, ARGV[5])
  if verdict == 'OK' then redis.call('HDEL', KEYS[2], ARGV[6]) end
  if verdict == 'AGAIN' then verdict = 'OK' end
end

local held = redis.call('HGET', lease, 'm' .. slot)
if held then
  local held_token, held_queue = split(held)
  if held_token == token then return {verdict, held_queue, redis.call('HGET', lease, 'l' .. slot)} end
  return {'BUSY', verdict}
end

-- The queue at the ring's tail moves to its front; one without lines leaves the ring. RPOP, not RPOPLPUSH: see the
-- prelude on memory.
local function take(role)
  local ring, ringed = 'symphony:ring:' .. role, 'symphony:ringed:' .. role
  for _ = 1, redis.call('LLEN', ring) do
    local queue = redis.call('RPOP', ring)
    if is_paused(queue) then
      redis.call('LPUSH', ring, queue)
    else
      local line = redis.pcall('LPOP', queue)
      if type(line) == 'string' then
        redis.call('LPUSH', ring, queue)
        return queue, line
      end
      redis.call('SREM', ringed, queue)
      if line then redis.call('SADD', 'symphony:broken', queue) end
    end
  end
end

local function more(role)
  local ring, ringed = 'symphony:ring:' .. role, 'symphony:ringed:' .. role
  for _ = 1, redis.call('LLEN', ring) do
    local queue = redis.call('LINDEX', ring, -1)
    local paused = is_paused(queue)
    if not paused then
      local waiting = redis.pcall('LLEN', queue)
      if type(waiting) == 'number' and waiting > 0 then return true end
    end
    redis.call('RPOP', ring)
    if paused then redis.call('LPUSH', ring, queue) else redis.call('SREM', ringed, queue) end
  end
  return false
end

for i = 7, #ARGV do
  local role = ARGV[i]
  local queue, line = take(role)
  if queue then
    redis.call('HSET', lease, 'm' .. slot, token .. ' ' .. queue, 'l' .. slot, line)
    -- The wake token is passed on only if there is more to take: one that always fires costs a wasted claim a push.
    if redis.call('LLEN', 'symphony:wake:' .. role) == 0 and more(role) then wake(role) end
    return {verdict, queue, line}
  end
end
return {verdict}
