-- Notes parts of a session as finished.
-- KEYS: the set of this run, the set of the session's runs   ARGV: run, 1 where the parts are all that the storage holds, parts …
-- Result: how many distinct parts are noted, or -1 where there was no set and nothing was noted.
-- Both go a week after the last note: a session that was given up leaves nothing, and of one that was not the storage is asked.
-- Invariant: the set comes to be only from a listing of the storage, so it never lacks a part that was finished before.
if redis.call('EXISTS', KEYS[1]) == 0 and ARGV[2] ~= '1' then return -1 end
redis.call('SADD', KEYS[2], ARGV[1])
for i = 3, #ARGV do redis.call('SADD', KEYS[1], ARGV[i]) end
for _, key in ipairs(KEYS) do redis.call('EXPIRE', key, 604800) end
return redis.call('SCARD', KEYS[1])
