-- Takes lines away that wait.
-- KEYS: queue, its identities   ARGV: for each, the one nearest to the head first: place from the tail, line, identity or ''
-- Result: how many were there still; or -1 where the list is no longer as it was seen, and nothing was done.
-- Invariant: an identity goes with its line, and so does what was tried.
redis.call('HDEL', KEYS[2], '') -- a first write that needs no memory
local chosen = {}
for i = 1, #ARGV, 3 do chosen[#chosen + 1] = {at = tonumber(ARGV[i]), line = ARGV[i + 1], id = ARGV[i + 2]} end
local taken = take_out(KEYS[1], chosen)
if not taken then return -1 end
for _, each in ipairs(taken) do
  if each.id ~= '' then redis.call('HDEL', KEYS[2], each.id) end
  forget_line(KEYS[1], each.line)
end
return #taken
