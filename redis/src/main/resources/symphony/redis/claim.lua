-- Completes claims and takes tasks for places, fair between the queues of a role.
-- KEYS: lease
-- ARGV: epoch, worker, slots, free slots, claims the worker holds beside the done ones, 1 where it was noted as idle,
--   the queue for whose line it makes room or '', how many done, for each: place, token, queue, key of identities, identity,
--   SHA-1 of its line where something was tried before or ''; how many places, for each: place, new token; roles in the
--   order to look at them …
-- Result: UNREGISTERED; or OK (BUSY where a place holds another claim), one letter for each done claim (O done, L lost), the
--   queue for whose line the worker is to make room or '', then for each task: place, queue, line, deaths, attempts.
-- Invariant: a line is in its list or in one lease, never in neither. Asked again with the same new tokens, the answer is
-- the same: a caller that lost the connection repeats the call.
local lease, epoch, worker, slots = KEYS[1], ARGV[1], ARGV[2], tonumber(ARGV[3])
local free, others, was_idle, room = tonumber(ARGV[4]), tonumber(ARGV[5]), ARGV[6] == '1', ARGV[7]
local done, at = tonumber(ARGV[8]), 9
local places = tonumber(ARGV[at + 6 * done])
local first_place = at + 6 * done + 1
local first_role = first_place + 2 * places

local fields = {'epoch'}
for i = 0, done - 1 do
  fields[#fields + 1] = 'm' .. ARGV[at + 6 * i]
  fields[#fields + 1] = 'd' .. ARGV[at + 6 * i]
end
for i = 0, places - 1 do fields[#fields + 1] = 'm' .. ARGV[first_place + 2 * i] end
local state = redis.call('HMGET', lease, unpack(fields))
if state[1] ~= epoch then return {'UNREGISTERED'} end

local verdicts, settled, gone, set = '', {}, {}, {}
for i = 0, done - 1 do
  local a = at + 6 * i
  local token, queue = ARGV[a + 1], ARGV[a + 2]
  if state[2 * i + 2] == token .. ' ' .. queue then
    verdicts = verdicts .. 'O'
    redis.call('HDEL', ARGV[a + 3], ARGV[a + 4])
    if ARGV[a + 5] ~= '' then forget_tried(queue, ARGV[a + 5]) end
    settled[fields[2 * i + 2]] = true
    gone[ARGV[a]] = true
    set[#set + 1] = fields[2 * i + 3]
    set[#set + 1] = token
  else
    verdicts = verdicts .. (state[2 * i + 3] == token and 'O' or 'L')
  end
end

-- What can be held or was tried before is looked up only where there is any such thing.
local special = redis.call('EXISTS', 'symphony:paused', 'symphony:cancelled', 'symphony:tried') > 0
local answer, taken, woken = {'OK', verdicts, ''}, 0, {}

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

-- What each role has beyond what the fleet's free slots will take.
local ahead
local function may_claim_ahead(role)
  if not ahead then ahead = {idle = idle_slots(''), left = {}} end
  if not ahead.left[role] then
    local idle = ahead.idle[role] or 0
    ahead.left[role] = idle == 0 and places or waiting(role, idle + places) - idle
  end
  return ahead.left[role] > 0
end

local function next_line(place)
  if room ~= '' and others == 0 then
    local queue = room
    room = ''
    local line, deaths, attempts = pop(queue)
    if line and line ~= 'none' then return role_of(queue), queue, line, deaths, attempts end
  end
  for i = first_role, #ARGV do
    local role = ARGV[i]
    if place < slots or may_claim_ahead(role) then
      local queue, line, deaths, attempts = take(role)
      if queue then return role, queue, line, deaths, attempts end
    end
  end
end

local starved = false
for i = 0, places - 1 do
  local place, token = ARGV[first_place + 2 * i], ARGV[first_place + 2 * i + 1]
  local held = state[2 + 2 * done + i]
  if held and not settled['m' .. place] then
    local held_token, held_queue = split(held)
    if held_token ~= token then
      answer[1] = 'BUSY'
      break
    end
    local line = redis.call('HGET', lease, 'l' .. place)
    local deaths, attempts = tried(held_queue, line)
    for _, x in ipairs({place, held_queue, line, deaths, attempts}) do answer[#answer + 1] = x end
    others = others + 1
  else
    local role, queue, line, deaths, attempts = next_line(tonumber(place))
    if not role then
      starved = starved or tonumber(place) < slots
      break
    elseif line == 'room' then
      answer[3] = queue
      woken[role] = true
      break
    end
    if ahead and ahead.left[role] then ahead.left[role] = ahead.left[role] - 1 end
    if deaths == DEATHS then redis.call('HDEL', 'symphony:solo', queue .. ' ' .. redis.sha1hex(line)) end
    gone[place] = nil
    set[#set + 1] = 'm' .. place
    set[#set + 1] = token .. ' ' .. queue
    set[#set + 1] = 'l' .. place
    set[#set + 1] = line
    for _, x in ipairs({place, queue, line, deaths, attempts}) do answer[#answer + 1] = x end
    others, taken = others + 1, taken + 1
    if tonumber(place) < slots then free = free - 1 end
    woken[role] = true
    if deaths == DEATHS then break end
  end
end

for place in pairs(gone) do redis.call('HDEL', lease, 'm' .. place, 'l' .. place) end
if #set > 0 then redis.call('HSET', lease, unpack(set)) end
-- The wake token is passed on only if there is more to take: one that always fires costs a wasted claim a push.
for role in pairs(woken) do
  if redis.call('LLEN', 'symphony:wake:' .. role) == 0 and more(role) then wake(role) end
end
if starved then
  local roles = table.concat(ARGV, ' ', first_role)
  redis.call('HSET', 'symphony:idle', worker, whole(now() + 5000) .. ' ' .. free .. ' ' .. roles)
elseif was_idle and taken > 0 then
  redis.call('HDEL', 'symphony:idle', worker)
end
return answer
