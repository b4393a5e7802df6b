-- Stands before the scripts that touch queues: what a queue's name means, whether it is held, how it is announced. The keys
-- are told in prelude.lua.

-- The role that serves a list, and its session.
local function role_of(queue)
  local role, session = string.match(queue, '^([^:]*):(.*)$')
  if role == 'preprocess' then return 'preproc', session end
  return role, session
end

-- Whether nothing may be claimed from a queue.
local function is_paused(queue)
  if redis.call('EXISTS', 'symphony:paused') == 0 then return false end
  local role, session = role_of(queue)
  return redis.call('SISMEMBER', 'symphony:paused', role .. ':' .. session) == 1
      or redis.call('SISMEMBER', 'symphony:paused', role .. ':*') == 1
      or redis.call('SISMEMBER', 'symphony:paused', '*:' .. session) == 1
end

local function is_cancelled(session) return redis.call('SISMEMBER', 'symphony:cancelled', session) == 1 end

local function is_held(queue)
  local _, session = role_of(queue)
  return is_cancelled(session) or is_paused(queue)
end

local function length(queue)
  local n = redis.pcall('LLEN', queue)
  return type(n) == 'number' and n or 0
end

local function wake(role)
  local key = 'symphony:wake:' .. role
  if redis.call('LLEN', key) == 0 then redis.call('RPUSH', key, '1') end
end

-- Notes that an entry of a queue left the ring.
local function leave_ring(role, queue)
  local ringed = 'symphony:ringed:' .. role
  if redis.call('HINCRBY', ringed, queue, -1) < 1 then redis.call('HDEL', ringed, queue) end
end

-- Whether a role has a line to take. Queues that are held or without lines leave the ring on the way.
local function more(role)
  local ring = 'symphony:ring:' .. role
  for _ = 1, redis.call('LLEN', ring) do
    local queue = redis.call('LINDEX', ring, -1)
    if length(queue) > 0 and not is_held(queue) then return true end
    redis.call('RPOP', ring)
    leave_ring(role, queue)
  end
  return false
end

-- Puts a queue into the ring, behind all others: in front, a queue that empties and fills would starve them.
local function ring_in(queue)
  local role, session = role_of(queue)
  local ringed = 'symphony:ringed:' .. role
  local there = tonumber(redis.call('HGET', ringed, queue) or 0)
  local weight = tonumber(redis.call('HGET', 'symphony:weights', session) or 1)
  if there < weight then
    for _ = there + 1, weight do redis.call('LPUSH', 'symphony:ring:' .. role, queue) end
    redis.call('HSET', ringed, queue, weight)
  end
  wake(role)
end

-- The same for a queue that may be held: it stays out until it is let go.
local function announce(queue)
  if not is_held(queue) then ring_in(queue) end
end
