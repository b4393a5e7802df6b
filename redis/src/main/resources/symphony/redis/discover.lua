-- Announces lists that were pushed by hand, or whose place in the ring is gone.
-- ARGV: names of queues that a SCAN found, '', names of queues of which something is noted under symphony:ids or
--   symphony:tried
-- Result: how many were announced.
-- Invariant: each list with lines that is not held stands in its role's ring, and a role with lines to take has a wake
-- token: one that was lost with the worker that took it is replaced here. What is noted of a queue that has no line left,
-- because a hand deleted it, goes; the turns of a session that has nothing go after ten minutes, for who asks for a session
-- weighs it before its tasks come.
redis.call('DEL', 'symphony:broken') -- noted anew below; and a first write that needs no memory
for _, role in ipairs(ROLES) do
  local ring, ringed = 'symphony:ring:' .. role, 'symphony:ringed:' .. role
  local entries = 0
  for _, count in ipairs(redis.call('HVALS', ringed)) do entries = entries + tonumber(count) end
  if redis.call('LLEN', ring) ~= entries then redis.call('DEL', ring, ringed) end
end
local found, noted = 0, {}
for i, queue in ipairs(ARGV) do
  if queue == '' then
    for j = i + 1, #ARGV do noted[#noted + 1] = ARGV[j] end
    break
  end
  local kind = redis.call('TYPE', queue).ok
  if kind == 'list' then
    if redis.call('HEXISTS', 'symphony:ringed:' .. role_of(queue), queue) == 0 then found = found + 1 end
    announce(queue)
  elseif kind ~= 'none' then
    redis.call('SADD', 'symphony:broken', queue)
  end
end
local without_lines = {}
for _, queue in ipairs(noted) do
  local role, session = role_of(queue)
  if redis.call('EXISTS', queue, role .. ':' .. session, role == 'preproc' and 'preprocess:' .. session or queue) == 0 then
    without_lines[#without_lines + 1] = queue
  end
end
if #without_lines > 0 then
  local busy = {}
  for _, member in ipairs(redis.call('ZRANGE', 'symphony:delayed', 0, -1)) do
    busy[string.match(member, '^(.*) %S+$')] = true
  end
  for _, worker in ipairs(redis.call('ZRANGE', 'symphony:workers', 0, -1)) do
    local lease = 'symphony:lease:' .. worker
    for _, field in ipairs(redis.call('HKEYS', lease)) do
      if string.match(field, '^m%d+$') then
        local _, queue = split(redis.call('HGET', lease, field))
        busy[queue] = true
      end
    end
  end
  for _, queue in ipairs(without_lines) do
    local role, session = role_of(queue)
    if not busy[queue] then
      redis.call('UNLINK', 'symphony:tried:' .. queue)
      redis.call('SREM', 'symphony:tried', queue)
      if not busy[role .. ':' .. session] and not (role == 'preproc' and busy['preprocess:' .. session]) then
        redis.call('UNLINK', 'symphony:ids:' .. role .. ':' .. session)
      end
    end
  end
end
-- Lines whose queue had been overwritten go back where it holds a list, or nothing, by now.
for _, orphan in ipairs(redis.call('LRANGE', 'symphony:orphans', 0, 99)) do
  local queue, line = string.match(orphan, '^([^\n]*)\n(.*)$')
  local kind = queue and redis.call('TYPE', queue).ok
  if kind == 'list' or kind == 'none' then
    redis.call('LREM', 'symphony:orphans', 1, orphan)
    put('LPUSH', queue, line)
  end
end
local weights, unused = 'symphony:weights', 'symphony:weights:unused' -- session -> since when it has nothing, in ms
for _, session in ipairs(redis.call('HKEYS', unused)) do
  if redis.call('HEXISTS', weights, session) == 0 then redis.call('HDEL', unused, session) end
end
for _, session in ipairs(redis.call('HKEYS', weights)) do
  local keys = {'dlq:' .. session}
  for _, list in ipairs(LISTS) do keys[#keys + 1] = list .. session end
  for _, role in ipairs(ROLES) do keys[#keys + 1] = 'symphony:ids:' .. role .. ':' .. session end
  local since = redis.call('HGET', unused, session)
  if redis.call('EXISTS', unpack(keys)) > 0 then
    if since then redis.call('HDEL', unused, session) end
  elseif not since then
    redis.call('HSET', unused, session, whole(now()))
  elseif now() - since > 600000 then
    redis.call('HDEL', weights, session)
    redis.call('HDEL', unused, session)
  end
end
return found
