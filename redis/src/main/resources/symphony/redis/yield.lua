-- Of claims that have not begun, hands those back for which a slot idles elsewhere while nothing else waits.
-- KEYS: lease   ARGV: epoch, worker, then for each, newest first: place, token, queue
-- Result: UNREGISTERED, or OK and the places whose claims went back.
-- Invariant: the lines go to the heads of their queues, so that the oldest ends up first.
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then return {'UNREGISTERED'} end
local idle, answer = idle_slots(ARGV[2]), {'OK'}
for i = 3, #ARGV, 3 do
  local place, queue = ARGV[i], ARGV[i + 2]
  local role = role_of(queue)
  if (idle[role] or 0) > 0 and not is_held(queue) and waiting(role, idle[role]) < idle[role] then
    local verdict, line = settle(KEYS[1], place, ARGV[i + 1], queue)
    if verdict == 'OK' then
      put('LPUSH', queue, line)
      answer[#answer + 1] = place
    end
  end
end
return answer
