-- Takes lines away that are delayed.
-- KEYS: queue, its identities   ARGV: for each: member in symphony:delayed, line, identity or ''
-- Result: how many were there still.
-- Invariant: an identity goes with its line, and so does what was tried.
local count = 0
for i = 1, #ARGV, 3 do
  if redis.call('ZREM', 'symphony:delayed', ARGV[i]) == 1 then
    count = count + 1
    redis.call('HDEL', 'symphony:delayed:lines', ARGV[i])
    if ARGV[i + 2] ~= '' then redis.call('HDEL', KEYS[2], ARGV[i + 2]) end
    forget_line(KEYS[1], ARGV[i + 1])
  end
end
return count
