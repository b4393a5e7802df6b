-- Stands before every script. What a queue's name means, how a queue is announced, how leased lines go back.
--
-- Keys (one Redis, not Cluster: scripts compute key names):
--   role:session                    the plain list of JSON lines
--   symphony:ids:role:session       hash: identity -> 0, of each enqueued task that waits, is delayed or is claimed
--   symphony:ring:role              list of queue names; the next to serve is at its tail
--   symphony:ringed:role            set: what stands in the ring
--   symphony:wake:role              list of 0 or 1 tokens: there may be work, and nobody has been told yet
--   symphony:lease:worker           hash: epoch, info; for slot n: m<n> = 'token queue', l<n> = line, d<n> = token settled last
--   symphony:workers                sorted set: worker -> deadline, ms on Redis's clock
--   symphony:delayed, …:lines       sorted set and hash: 'queue token' -> due time, ms; -> line
--   symphony:paused, broken         sets of queue names
--   symphony:orphans                list of 'queue line' whose queue holds something else by now
--   symphony:epoch                  names this life of the database: gone with FLUSHALL, made anew by the next register
--   dlq:session, symphony:dlq:session   list of lines; hash: SHA-1 of a line -> why, as JSON
--
-- Invariants: a lease hash exists => its worker is in symphony:workers, so every lease can be reaped. A lease is valid
-- until it is reaped; reaping deletes the whole hash, so each old token fails. Of each script the first write is one
-- that needs no memory: Redis out of memory checks only that one, and so work already queued drains.

-- Numbers: tostring() would print 1e+15.
local function whole(number) return string.format('%.0f', number) end

-- Milliseconds since 1970 on Redis's clock; no worker's clock decides anything.
local function now()
  local t = redis.call('TIME')
  return t[1] * 1000 + math.floor(t[2] / 1000)
end

local function role_of(queue)
  local role = string.match(queue, '^[^:]*')
  if role == 'preprocess' then return 'preproc' end
  return role
end

local function is_paused(queue) return redis.call('SISMEMBER', 'symphony:paused', queue) == 1 end

local function wake(role)
  local key = 'symphony:wake:' .. role
  if redis.call('LLEN', key) == 0 then redis.call('RPUSH', key, '1') end
end

-- Puts a queue into the ring, behind all others: in front, a queue that empties and fills would starve them.
local function announce(queue)
  local role = role_of(queue)
  if redis.call('SADD', 'symphony:ringed:' .. role, queue) == 1 then
    redis.call('LPUSH', 'symphony:ring:' .. role, queue)
  end
  if not is_paused(queue) then wake(role) end
end

-- Puts a line back; command is LPUSH or RPUSH. Nothing is dropped where the name holds another type by now.
local function put(command, queue, line)
  local answer = redis.pcall(command, queue, line)
  if type(answer) == 'table' and answer.err then
    redis.call('SADD', 'symphony:broken', queue)
    redis.call('RPUSH', 'symphony:orphans', queue .. ' ' .. line)
  else
    announce(queue)
  end
end

-- 'token queue' -> token, queue. A token holds no blank.
local function split(meta) return string.match(meta, '^(%S+) (.*)$') end

-- A token ends in its sequence number within its worker.
local function sequence(meta) return tonumber(string.match(meta, '(%d+) ')) or 0 end

-- Takes a slot's claim off a lease and puts its line at the head of its queue.
local function hand_back(lease, slot)
  local meta = redis.call('HGET', lease, 'm' .. slot)
  local line = redis.call('HGET', lease, 'l' .. slot)
  redis.call('HDEL', lease, 'm' .. slot, 'l' .. slot)
  if meta and line then
    local _, queue = split(meta)
    put('LPUSH', queue, line)
  end
end

-- The slots of a lease that hold a claim, newest claim first: pushed to the head in this order, the oldest ends up there.
local function claimed_slots(lease)
  local found = {}
  local all = redis.call('HGETALL', lease)
  for i = 1, #all, 2 do
    local slot = string.match(all[i], '^m(%d+)$')
    if slot then found[#found + 1] = {slot = slot, sequence = sequence(all[i + 1])} end
  end
  table.sort(found, function(a, b) return a.sequence > b.sequence end)
  return found
end

-- Ends a worker's membership; its claims go back.
local function dissolve(worker)
  local lease = 'symphony:lease:' .. worker
  redis.call('ZREM', 'symphony:workers', worker)
  for _, claim in ipairs(claimed_slots(lease)) do hand_back(lease, claim.slot) end
  redis.call('DEL', lease)
end

-- Settles a claim: off the lease, noted as settled so that a call whose answer was lost can be repeated.
-- Gives the verdict, OK, LOST or AGAIN (settled by an earlier copy of this call), and the line.
local function settle(lease, slot, token, queue)
  if redis.call('HGET', lease, 'm' .. slot) == token .. ' ' .. queue then
    local line = redis.call('HGET', lease, 'l' .. slot)
    redis.call('HDEL', lease, 'm' .. slot, 'l' .. slot)
    redis.call('HSET', lease, 'd' .. slot, token)
    return 'OK', line
  end
  if redis.call('HGET', lease, 'd' .. slot) == token then return 'AGAIN' end
  return 'LOST'
end
