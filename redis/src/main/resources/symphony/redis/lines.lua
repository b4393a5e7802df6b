-- The lines of some queues wherever they are, at one moment: both ends of the lists, delayed, and leased. Writes nothing.
-- ARGV: how many lines to give from each end, names of queues …
-- Result: lines.
local found, wanted = {}, {}
local ends = tonumber(ARGV[1])
local function add(lines)
  for _, line in ipairs(lines) do found[#found + 1] = line end
end
for i = 2, #ARGV do
  local queue = ARGV[i]
  wanted[queue] = true
  if redis.call('TYPE', queue).ok == 'list' then
    if redis.call('LLEN', queue) <= 2 * ends then
      add(redis.call('LRANGE', queue, 0, -1))
    else
      add(redis.call('LRANGE', queue, 0, ends - 1))
      add(redis.call('LRANGE', queue, -ends, -1))
    end
  end
end
for _, member in ipairs(redis.call('ZRANGE', 'symphony:delayed', 0, -1)) do
  if wanted[string.match(member, '^(.*) %S+$')] then
    local line = redis.call('HGET', 'symphony:delayed:lines', member)
    if line then found[#found + 1] = line end
  end
end
for _, worker in ipairs(redis.call('ZRANGE', 'symphony:workers', 0, -1)) do
  local lease = 'symphony:lease:' .. worker
  for _, claim in ipairs(claimed_places(lease)) do
    local _, queue = split(redis.call('HGET', lease, 'm' .. claim.place))
    if wanted[queue] then found[#found + 1] = redis.call('HGET', lease, 'l' .. claim.place) end
  end
end
return found
