-- Completes claims and takes tasks for places, fair between the queues of a role.
-- KEYS: lease
-- ARGV: epoch, worker, how many of its slots idle, claims it holds beside the done ones, 1 where it was noted as idle, the
--   queue for whose line it makes room or '', how many done (500 at most), for each: place, token, queue, key of identities,
--   identity, SHA-1 of its line where something was tried before or ''; how many places (500 at most), those for idle slots
--   first, for each: place, new token; roles in the order to look at them …
-- Result: UNREGISTERED; or OK (BUSY where a place holds another claim), one letter for each done claim (O done, L lost), the
--   queue for whose line the worker is to make room or '', then for each task: place, queue, line, deaths, attempts.
-- Invariant: a line is in its list or in one lease, never in neither. Asked again with the same new tokens, the answer is
-- the same: a caller that lost the connection repeats the call.
local lease, epoch, worker, idle_here = KEYS[1], ARGV[1], ARGV[2], tonumber(ARGV[3])
local others, was_idle, room = tonumber(ARGV[4]), ARGV[5] == '1', ARGV[6]
local done, at = tonumber(ARGV[7]), 8
local places = tonumber(ARGV[at + 6 * done])
local first_place = at + 6 * done + 1
local first_role = first_place + 2 * places
-- unpack ends near 4,000, and it must not end after lines were taken.
if done > 500 or places > 500 then return redis.error_reply('BUG more than 500 claims or places in one call') end

-- What the done claims' places hold, and the others'; a place that is settled here is open whatever was settled there before.
local fields, at_place = {'epoch'}, {}
for i = 0, done - 1 do
  fields[i + 2] = 'm' .. ARGV[at + 6 * i]
  at_place[ARGV[at + 6 * i]] = i
end
for i = 0, places - 1 do
  local place = ARGV[first_place + 2 * i]
  if not at_place[place] then
    fields[#fields + 1] = 'm' .. place
    fields[#fields + 1] = 'd' .. place
  end
end
local state = redis.call('HMGET', lease, unpack(fields))
if state[1] ~= epoch then return {'UNREGISTERED'} end

local verdicts, finished, settled, gone, set = {}, {}, {}, {}, {}
for i = 0, done - 1 do
  local a = at + 6 * i
  local place, token, queue = ARGV[a], ARGV[a + 1], ARGV[a + 2]
  if state[i + 2] == token .. ' ' .. queue then
    verdicts[i + 1] = 'O'
    local ids = finished[ARGV[a + 3]]
    if not ids then
      ids = {}
      finished[ARGV[a + 3]] = ids
    end
    ids[#ids + 1] = ARGV[a + 4]
    if ARGV[a + 5] ~= '' then forget_tried(queue, ARGV[a + 5]) end
    settled[place] = true
    gone[place] = true
    set[#set + 1] = 'd' .. place
    set[#set + 1] = token
  else
    verdicts[i + 1] = redis.call('HGET', lease, 'd' .. place) == token and 'O' or 'L'
  end
end

for ids, identities in pairs(finished) do redis.call('HDEL', ids, unpack(identities)) end

-- What can be held or was tried before is looked up only where there is any such thing.
local special = redis.call('EXISTS', 'symphony:paused', 'symphony:cancelled', 'symphony:tried') > 0
local answer, taken, woken = {'OK', table.concat(verdicts), ''}, 0, {}

-- Whether this worker is the one that makes room for a line that has to run alone.
local function makes_room(queue, line)
  local field = queue .. ' ' .. redis.sha1hex(line)
  local who = redis.call('HGET', 'symphony:solo', field)
  if who and who ~= worker and redis.call('ZSCORE', 'symphony:workers', who) then return false end
  redis.call('HSET', 'symphony:solo', field, worker)
  return true
end

-- The next line of a queue that this worker may have, with deaths and attempts. Nil where there is none, and 'room' where
-- the worker is to make room first.
local function pop(queue)
  local line = redis.pcall('LPOP', queue)
  while type(line) == 'string' and #line > LONGEST do
    set_aside(queue, line)
    line = redis.call('LPOP', queue)
  end
  if type(line) ~= 'string' then return nil, line end
  if not special then return line, 0, '' end
  local passed, verdict = {}, nil
  local deaths, attempts = tried(queue, line)
  while deaths == DEATHS and others > 0 do
    passed[#passed + 1] = line
    if makes_room(queue, line) then verdict = 'room' end
    line = not verdict and #passed < 16 and redis.call('LPOP', queue)
    if not line then break end
    deaths, attempts = tried(queue, line)
  end
  for i = #passed, 1, -1 do redis.call('LPUSH', queue, passed[i]) end
  if verdict then return verdict end
  if not line then return 'none' end
  return line, deaths, attempts
end

-- The queue at the ring's tail moves to its front; one that is held or without lines leaves the ring. RPOP, not
-- RPOPLPUSH: see the prelude on memory.
local function take(role)
  local ring, visits = 'symphony:ring:' .. role, nil
  while true do
    local queue = redis.call('RPOP', ring)
    if not queue then return nil end
    if special and is_held(queue) then
      leave_ring(role, queue)
    else
      local line, deaths, attempts = pop(queue)
      if line then
        redis.call('LPUSH', ring, queue)
        if line ~= 'none' then return queue, line, deaths, attempts end
      else
        leave_ring(role, queue)
        if deaths then redis.call('SADD', 'symphony:broken', queue) end
      end
    end
    visits = (visits or redis.call('LLEN', ring) + 1) - 1
    if visits == 0 then return nil end
  end
end

-- Several lines of a role at once: as many turns of the ring as it takes, each queue giving its share of them, or half of what
-- is asked for: ten queues looked at for ten lines cost more than all else, and turns go on with the next call.
local function take_several(role, count, found)
  local ring, half, before = 'symphony:ring:' .. role, math.ceil(count / 2), nil
  while count > 0 and count ~= before do
    before = count
    local visits = redis.call('LLEN', ring)
    while visits > 0 and count > 0 do
      local share = math.min(count, math.max(half, math.floor(count / visits)))
      local queue = redis.call('RPOP', ring)
      local lines = redis.pcall('LRANGE', queue, 0, share - 1)
      if lines.err or #lines == 0 then
        leave_ring(role, queue)
        if lines.err then redis.call('SADD', 'symphony:broken', queue) end
      else
        redis.call('LTRIM', queue, #lines, -1)
        redis.call('LPUSH', ring, queue)
        for _, line in ipairs(lines) do
          if #line > LONGEST then
            set_aside(queue, line)
          else
            found[#found + 1] = {queue, line, 0, ''}
            count = count - 1
          end
        end
      end
      visits = visits - 1
    end
  end
end

-- Up to so many lines that wait; those of special kinds one by one.
local function take_up_to(role, count, found)
  if not special and count > 1 then
    take_several(role, count, found)
    return false
  end
  for _ = 1, count do
    local queue, line, deaths, attempts = take(role)
    if not queue then return false end
    if line == 'room' then
      answer[3] = queue
      return true
    end
    found[#found + 1] = {queue, line, deaths, attempts}
    others = others + 1
    if deaths == DEATHS then return true end
  end
  return false
end

-- Lines for places: for slots what there is, for places beyond them what the fleet's free slots will not take.
local function look(slot_places, ahead_places)
  local found = {}
  if ahead_places > 0 and redis.call('EXISTS', 'symphony:idle') == 0 then -- nobody is to be left anything
    slot_places, ahead_places = slot_places + ahead_places, 0
  end
  if room ~= '' and others == 0 and not is_held(room) then
    local line, deaths, attempts = pop(room)
    if line and line ~= 'none' then
      found[1] = {room, line, deaths, attempts}
      others = 1
      if deaths == DEATHS then return found end
    end
  end
  for i = first_role, #ARGV do
    local role, before, full = ARGV[i], #found, false
    if before < slot_places then full = take_up_to(role, slot_places - before, found) end
    if ahead_places > 0 and not full then
      local count = slot_places + ahead_places - #found
      local idle = count > 0 and idle_slots('')[role] or 0
      if idle > 0 then count = math.min(count, waiting(role, idle + count) - idle) end
      if count > 0 then full = take_up_to(role, count, found) end
    end
    if #found > before or full then woken[role] = true end
    if full then break end
  end
  return found
end

-- The places that are open. One that holds a claim asked for by an earlier copy of this call tells it again.
local open, told, read = {}, 0, done + 2
for i = 0, places - 1 do
  local place, token = ARGV[first_place + 2 * i], ARGV[first_place + 2 * i + 1]
  local held, last
  if not at_place[place] then
    held, last = state[read], state[read + 1]
    read = read + 2
  elseif not settled[place] then
    held, last = unpack(redis.call('HMGET', lease, 'm' .. place, 'd' .. place))
  end
  if held then
    local held_token, held_queue = split(held)
    if held_token ~= token then
      answer[1] = 'BUSY'
      open = {}
      break
    end
    local line = redis.call('HGET', lease, 'l' .. place)
    local deaths, attempts = tried(held_queue, line)
    for _, x in ipairs({place, held_queue, line, deaths, attempts}) do answer[#answer + 1] = x end
    others = others + 1
    told = told + 1
  elseif not last or sequence(token) > sequence(last) then -- else a late copy: a token takes a line once
    open[#open + 1] = i
  end
end

local slot_places = math.max(0, math.min(#open, idle_here - told))
local found = #open > 0 and look(slot_places, #open - slot_places) or {}
for i, task in ipairs(found) do
  local a = first_place + 2 * open[i]
  local place = ARGV[a]
  local n, queue = #set, task[1]
  set[n + 1], set[n + 2], set[n + 3], set[n + 4] = 'm' .. place, ARGV[a + 1] .. ' ' .. queue, 'l' .. place, task[2]
  n = #answer
  answer[n + 1], answer[n + 2], answer[n + 3], answer[n + 4], answer[n + 5] = place, queue, task[2], task[3], task[4]
  if task[3] == DEATHS then redis.call('HDEL', 'symphony:solo', queue .. ' ' .. redis.sha1hex(task[2])) end
  gone[place] = nil
end
taken = #found
local starved = taken < slot_places and answer[1] == 'OK' and answer[3] == ''
for place in pairs(gone) do redis.call('HDEL', lease, 'm' .. place, 'l' .. place) end
if #set > 0 then redis.call('HSET', lease, unpack(set)) end
-- The wake token is passed on only if there is more to take: one that always fires costs a wasted claim a push.
for role in pairs(woken) do
  if redis.call('LLEN', 'symphony:wake:' .. role) == 0 and more(role) then wake(role) end
end
if starved then
  local roles = table.concat(ARGV, ' ', first_role)
  redis.call('HSET', 'symphony:idle', worker, whole(now() + 5000) .. ' ' .. idle_here - taken .. ' ' .. roles)
elseif was_idle and taken > 0 then
  redis.call('HDEL', 'symphony:idle', worker)
end
return answer
