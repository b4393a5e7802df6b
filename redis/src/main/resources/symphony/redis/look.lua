-- Where the lines of some queues are at one moment: both ends of the lists, delayed, and leased. Writes nothing.
-- ARGV: how many lines to give from each end, names of queues …
-- Result: for each line kind (waiting, delayed, claimed), queue, when it is due in ms or '', line. Of a queue those nearest
-- to the tail first, claimed ones last and the newest of them first.
local found, wanted = {}, {}
local ends = tonumber(ARGV[1])
local function add(kind, queue, due, line)
  local n = #found
  found[n + 1], found[n + 2], found[n + 3], found[n + 4] = kind, queue, due, line
end
for i = 2, #ARGV do
  local queue = ARGV[i]
  wanted[queue] = true
  if redis.call('TYPE', queue).ok == 'list' then
    local rest = redis.call('LLEN', queue) - ends
    local tail = redis.call('LRANGE', queue, -ends, -1)
    local head = rest > 0 and redis.call('LRANGE', queue, 0, math.min(ends, rest) - 1) or {}
    for _, lines in ipairs({tail, head}) do
      for j = #lines, 1, -1 do add('waiting', queue, '', lines[j]) end
    end
  end
end
local delayed = redis.call('ZRANGE', 'symphony:delayed', 0, -1, 'WITHSCORES')
for i = 1, #delayed, 2 do
  local queue = string.match(delayed[i], '^(.*) %S+$')
  local line = wanted[queue] and redis.call('HGET', 'symphony:delayed:lines', delayed[i])
  if line then add('delayed', queue, whole(tonumber(delayed[i + 1])), line) end
end
for _, worker in ipairs(redis.call('ZRANGE', 'symphony:workers', 0, -1)) do
  local lease = 'symphony:lease:' .. worker
  for _, claim in ipairs(claimed_places(lease)) do
    local _, queue = split(redis.call('HGET', lease, 'm' .. claim.place))
    if wanted[queue] then add('claimed', queue, '', redis.call('HGET', lease, 'l' .. claim.place)) end
  end
end
return found
