-- Counts everything at one moment. Writes nothing.
-- ARGV: names of queues, '', names of dead letter lists (both from a SCAN)
-- Result: queues {name, waiting, claimed, delayed, paused}; dead {name, count}; workers {id, info, busy, load}; selectors
-- that are paused; sessions cancelled; weights {session, weight, …}; broken queues; how many orphans.
local queues, order = {}, {}
local function entry(name)
  if not queues[name] then
    queues[name] = {claimed = 0, delayed = 0}
    order[#order + 1] = name
  end
  return queues[name]
end

local dead, at_dead = {}, false
for _, name in ipairs(ARGV) do
  if name == '' then
    at_dead = true
  elseif at_dead then
    dead[#dead + 1] = {name, length(name)}
  else
    entry(name)
  end
end
-- A list may have come since the SCAN: by the worker that counts below as idle again, so it must count too.
for _, role in ipairs(ROLES) do
  for _, name in ipairs(redis.call('HKEYS', 'symphony:ringed:' .. role)) do
    if length(name) > 0 then entry(name) end
  end
end
local workers, time = {}, now()
local members = redis.call('ZRANGE', 'symphony:workers', 0, -1, 'WITHSCORES')
for i = 1, #members, 2 do
  local lease, busy = redis.call('HGETALL', 'symphony:lease:' .. members[i]), 0
  local info, load = '', ''
  for j = 1, #lease, 2 do
    if lease[j] == 'info' then info = lease[j + 1] end
    if lease[j] == 'load' then load = lease[j + 1] end
    if string.match(lease[j], '^m%d+$') then
      local _, queue = split(lease[j + 1])
      entry(queue).claimed = entry(queue).claimed + 1
      busy = busy + 1
    end
  end
  if tonumber(members[i + 1]) > time then workers[#workers + 1] = {members[i], info, busy, load} end
end
for _, member in ipairs(redis.call('ZRANGE', 'symphony:delayed', 0, -1)) do
  local queue = string.match(member, '^(.*) %S+$')
  entry(queue).delayed = entry(queue).delayed + 1
end
local held = redis.call('SMEMBERS', 'symphony:paused')
for _, selector in ipairs(held) do
  if not string.find(selector, '*', 1, true) then entry(selector) end
end
local counted = {}
for _, name in ipairs(order) do
  local q = queues[name]
  counted[#counted + 1] = {name, length(name), q.claimed, q.delayed, is_paused(name) and 1 or 0}
end
return {
  counted, dead, workers, held, redis.call('SMEMBERS', 'symphony:cancelled'), redis.call('HGETALL', 'symphony:weights'),
  redis.call('SMEMBERS', 'symphony:broken'), redis.call('LLEN', 'symphony:orphans'),
}
