-- Takes lines away that wait or are delayed.
-- KEYS: queue, its identities   ARGV: 'member' in symphony:delayed or '' where it waits, line, identity or ''; …
-- Result: how many were there still.
-- Invariant: an identity goes with its line, and so does what was tried.
local count = 0
for i = 1, #ARGV, 3 do
  local member, line, gone = ARGV[i], ARGV[i + 1], 0
  if member == '' then
    gone = redis.call('LREM', KEYS[1], -1, line)
  else
    gone = redis.call('ZREM', 'symphony:delayed', member)
    redis.call('HDEL', 'symphony:delayed:lines', member)
  end
  if gone == 1 then
    count = count + 1
    if ARGV[i + 2] ~= '' then redis.call('HDEL', KEYS[2], ARGV[i + 2]) end
    forget_line(KEYS[1], line)
  end
end
return count
