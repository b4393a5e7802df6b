-- Stands, behind queues.lua, before nearly every script: how leased lines are given and go back.
--
-- Keys (one Redis, not Cluster: scripts compute key names):
--   role:session                    the plain list of JSON lines
--   symphony:ids:role:session       hash: identity -> zeros, of each enqueued task that waits, is delayed or is claimed
--   symphony:ring:role              list of queue names, each as often as it weighs; the next to serve is at its tail
--   symphony:ringed:role            hash: queue -> how often it stands in the ring
--   symphony:weights                hash: session -> turns a round, where more than one
--   symphony:weights:unused         hash: session of such a weight -> since when it has had nothing, ms
--   symphony:wake:role              list of 0 or 1 tokens: there may be work, and nobody has been told yet
--   symphony:idle                   hash: worker that found nothing -> 'until free-slots role role …'
--   symphony:lease:worker           hash: epoch, info, load, lease (ms); for place n: m<n> = 'token queue', l<n> = line,
--                                   d<n> = token settled last
--   symphony:workers                sorted set: worker -> deadline, ms on Redis's clock
--   symphony:delayed, …:lines       sorted set and hash: 'queue token' -> due time, ms; -> line
--   symphony:tried                  set: queues some of whose lines were tried before
--   symphony:tried:role:session     hash: SHA-1 of a line -> 'deaths attempt\nattempt…', an attempt being a JSON object
--   symphony:solo                   hash: 'queue SHA-1' of a line that has outlived three workers -> who makes room for it
--   symphony:paused                 set of selectors: role:session, role:*, *:session
--   symphony:cancelled              set of sessions
--   symphony:broken                 set of queue names that hold another type
--   symphony:orphans                list of 'queue\nline' whose queue holds something else by now
--   symphony:epoch                  names this life of the database: gone with FLUSHALL, made anew by the next register
--   dlq:session, symphony:dlq:session   list of lines; hash: SHA-1 of a line -> why, as JSON
--
-- Invariants: a lease hash exists => its worker is in symphony:workers, so every lease can be reaped. A lease is valid
-- until it is reaped; reaping deletes the whole hash, so each old token fails. What is noted of a line under
-- symphony:tried goes with it. Of each script the first write is one that needs no memory: Redis out of memory checks
-- only that one, and so work already queued drains.

local ROLES = {'rvm', 'preproc', 'detection', 'process', 'postprocess'}
local LISTS = {'rvm:', 'preproc:', 'preprocess:', 'detection:', 'process:', 'postprocess:'}
local DEATHS = 3 -- so many workers may die with a line in hand; then it runs alone once
local ATTEMPTS_KEPT = 20
local LONGEST = 4194304 -- bytes; a longer line is no task, and no worker is asked to read it

-- Numbers: tostring() would print 1e+15.
local function whole(number) return string.format('%.0f', number) end

-- Milliseconds since 1970 on Redis's clock; no worker's clock decides anything.
local function now()
  local t = redis.call('TIME')
  return t[1] * 1000 + math.floor(t[2] / 1000)
end

-- Puts a line back; command is LPUSH or RPUSH. Nothing is dropped where the name holds another type by now.
local function put(command, queue, line)
  local answer = redis.pcall(command, queue, line)
  if type(answer) == 'table' and answer.err then
    redis.call('SADD', 'symphony:broken', queue)
    redis.call('RPUSH', 'symphony:orphans', queue .. '\n' .. line)
  else
    announce(queue)
  end
end

-- What was tried with a line: deaths and attempts, or nothing.
local function tried(queue, line)
  if redis.call('SISMEMBER', 'symphony:tried', queue) == 0 then return 0, '' end
  local noted = redis.call('HGET', 'symphony:tried:' .. queue, redis.sha1hex(line))
  if not noted then return 0, '' end
  local deaths, attempts = string.match(noted, '^(%d+) (.*)$')
  return tonumber(deaths), attempts
end

local function note_tried(queue, line, deaths, attempts)
  redis.call('SADD', 'symphony:tried', queue)
  redis.call('HSET', 'symphony:tried:' .. queue, redis.sha1hex(line), deaths .. ' ' .. attempts)
end

local function forget_tried(queue, sha)
  redis.call('HDEL', 'symphony:tried:' .. queue, sha)
  redis.call('HDEL', 'symphony:solo', queue .. ' ' .. sha)
  if redis.call('EXISTS', 'symphony:tried:' .. queue) == 0 then redis.call('SREM', 'symphony:tried', queue) end
end

-- Forgets what was tried with a line that goes for good.
local function forget_line(queue, line)
  if redis.call('SISMEMBER', 'symphony:tried', queue) == 1 then forget_tried(queue, redis.sha1hex(line)) end
end

-- A JSON object with the time put before its fields.
local function stamped(object) return '{"at":' .. string.format('%.3f', now() / 1000) .. ',' .. string.sub(object, 2) end

local function add_attempt(attempts, attempt)
  if attempts == '' then return attempt end
  local _, lines = string.gsub(attempts, '\n', '')
  if lines + 1 >= ATTEMPTS_KEPT then attempts = string.match(attempts, '\n(.*)$') end
  return attempts .. '\n' .. attempt
end

-- Sets a line aside that is too long to be handed to anybody.
local function set_aside(queue, line)
  local _, session = role_of(queue)
  local pushed = redis.pcall('RPUSH', 'dlq:' .. session, line)
  if type(pushed) == 'table' then
    redis.call('RPUSH', 'symphony:orphans', queue .. '\n' .. line)
  else
    redis.call('HSET', 'symphony:dlq:' .. session, redis.sha1hex(line), stamped('{"reason":"a line of ' .. #line
        .. ' bytes is no task; ' .. LONGEST .. ' are read at most","queue":' .. cjson.encode(queue) .. '}'))
  end
end

-- 'token queue' -> token, queue. A token holds no blank.
local function split(meta) return string.match(meta, '^(%S+) (.*)$') end

-- A token ends in its sequence number within its worker; what follows it after a blank is no part of it.
local function sequence(token) return tonumber(string.match(string.match(token, '^%S*'), '%d+$') or 0) end

-- Takes a place's claim off a lease and puts its line at the head of its queue.
local function hand_back(lease, place)
  local meta = redis.call('HGET', lease, 'm' .. place)
  local line = redis.call('HGET', lease, 'l' .. place)
  redis.call('HDEL', lease, 'm' .. place, 'l' .. place)
  if meta and line then
    local token, queue = split(meta)
    redis.call('HSET', lease, 'd' .. place, token) -- a late copy of the claim takes nothing
    put('LPUSH', queue, line)
    return queue, line
  end
end

-- The places of a lease that hold a claim, newest claim first: pushed to the head in this order, the oldest ends up there.
local function claimed_places(lease)
  local found = {}
  local all = redis.call('HGETALL', lease)
  for i = 1, #all, 2 do
    local place = string.match(all[i], '^m(%d+)$')
    if place then found[#found + 1] = {place = place, sequence = sequence(all[i + 1])} end
  end
  table.sort(found, function(a, b) return a.sequence > b.sequence end)
  return found
end

-- Ends a worker's membership; its claims go back. Where it died, that is noted of each line it had in hand.
local function dissolve(worker, died)
  local lease, count = 'symphony:lease:' .. worker, 0
  redis.call('ZREM', 'symphony:workers', worker)
  redis.call('HDEL', 'symphony:idle', worker)
  if redis.call('GET', 'symphony:maintainer') == worker then redis.call('DEL', 'symphony:maintainer') end
  for _, claim in ipairs(claimed_places(lease)) do
    local queue, line = hand_back(lease, claim.place)
    count = count + 1
    if queue and died then
      local deaths, attempts = tried(queue, line)
      local attempt = stamped('{"worker":' .. cjson.encode(worker)
          .. ',"reason":"its worker died or was cut off","log":""}')
      note_tried(queue, line, deaths + 1, add_attempt(attempts, attempt))
    end
  end
  redis.call('DEL', lease)
  local solo = redis.call('HGETALL', 'symphony:solo')
  for i = 1, #solo, 2 do
    if solo[i + 1] == worker then redis.call('HDEL', 'symphony:solo', solo[i]) end
  end
  return count
end

-- Settles a claim: off the lease, noted as settled so that a call whose answer was lost can be repeated.
-- Gives the verdict, OK, LOST or AGAIN (settled by an earlier copy of this call), and the line.
local function settle(lease, place, token, queue)
  if redis.call('HGET', lease, 'm' .. place) == token .. ' ' .. queue then
    local line = redis.call('HGET', lease, 'l' .. place)
    redis.call('HDEL', lease, 'm' .. place, 'l' .. place)
    redis.call('HSET', lease, 'd' .. place, token)
    return 'OK', line
  end
  if redis.call('HGET', lease, 'd' .. place) == token then return 'AGAIN' end
  return 'LOST'
end

-- How many slots of other workers found nothing to do, by role. 'but' is the asker.
local function idle_slots(but)
  local free, idle = {}, redis.call('HGETALL', 'symphony:idle')
  if #idle == 0 then return free end
  local time = now()
  for i = 1, #idle, 2 do
    local till, slots, roles = string.match(idle[i + 1], '^(%d+) (%d+) (.*)$')
    if idle[i] ~= but and tonumber(till) > time then
      for role in string.gmatch(roles, '%S+') do free[role] = (free[role] or 0) + tonumber(slots) end
    end
  end
  return free
end

-- How many lines of a role wait, counted no further than needed.
local function waiting(role, enough)
  local ring, sum, seen = 'symphony:ring:' .. role, 0, {}
  for i = 1, redis.call('LLEN', ring) do
    local queue = redis.call('LINDEX', ring, -i)
    if not seen[queue] and not is_held(queue) then sum = sum + length(queue) end
    seen[queue] = true
    if sum >= enough then return sum end
  end
  return sum
end
