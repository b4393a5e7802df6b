-- Stands before the scripts that take chosen lines out of the midst of a list. LREM for each would look through the list each
-- time; so the lines are marked where they stand, and the marks go in one sweep.

local MARK = 'symphony: taken out' -- is in no list once the script has ended
local NEAR = 2000 -- so many lines may have been pushed since the list was read
local WINDOW = 32

-- Takes out what still stands where it was seen. 'chosen' is a list of {at, line}, the one nearest to the head first; 'at'
-- counts from the tail, the last line being 1: so what workers take from the head moves none.
-- Gives those that were taken out; or nil, with nothing done, where the last one is not found near its place.
local function take_out(list, chosen)
  local n, last, pushed = redis.call('LLEN', list), chosen[#chosen], 0
  local function lines(from, to) -- 'from' nearer to the head; Redis before 7 seeks from the end that an index counts from
    if 2 * from > n then return redis.call('LRANGE', list, math.max(0, n - from), n - to) end
    return redis.call('LRANGE', list, -from, -to)
  end
  if last.at > n then return {} end
  if lines(last.at, last.at)[1] ~= last.line then
    pushed = nil
    local before = last.at < n and lines(last.at + NEAR, last.at + 1) or {}
    for i = #before, 1, -1 do
      if before[i] == last.line then
        pushed = #before + 1 - i
        break
      end
    end
    if not pushed then return nil end
  end
  local taken, window, top = {}, {}, 0
  for _, each in ipairs(chosen) do
    local at = each.at + pushed
    if at <= n then
      if at > top or at <= top - #window then
        window, top = lines(at, math.max(1, at - WINDOW + 1)), at
      end
      if window[top - at + 1] == each.line then
        redis.call('LSET', list, 2 * at > n and n - at or -at, MARK)
        taken[#taken + 1] = each
      end
    end
  end
  if #taken > 0 then
    local from_head = n - taken[#taken].at - pushed < taken[1].at + pushed
    redis.call('LREM', list, from_head and #taken or -#taken, MARK)
  end
  return taken
end
