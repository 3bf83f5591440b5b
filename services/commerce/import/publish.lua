-- Makes a generation the one that readers see, if its import is still alive and what it replaces is as it was judged, and
-- ends the import's lease.
-- KEYS  1 string: the generation that readers see   2 sorted set: all generations   3 string: the lease
--       4 stream: the outbox   5 stream: the audit trail   6 hash: open payments   7 string: the form of the tenant
-- ARGV  1 the generation   2 now (ms)   3 the generation that readers see so far, '' for none
--       4 the last entry of the audit trail, '' for none   5 the form in which the generation is written
--       6… notices (JSON) of what is new against that generation
-- Returns 1, or 0 where the lease had ended, or 2 where readers see another generation by now, or 3 where something has
-- been changed in it or money is on its way: then nothing is done.
if redis.call('EXISTS', KEYS[3]) == 0 then
  return 0
end
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[3] then
  return 2
end
local last = redis.call('XREVRANGE', KEYS[5], '+', '-', 'COUNT', 1)[1]
if ARGV[3] ~= '' and ((last and last[1] or '') ~= ARGV[4] or redis.call('HLEN', KEYS[6]) > 0) then
  return 3
end
redis.call('DEL', KEYS[3])
redis.call('SET', KEYS[1], ARGV[1])
-- What outlives an import may be of an older form, which the next start brings up.
if ARGV[3] == '' then redis.call('SET', KEYS[7], ARGV[5]) end
redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
for i = 6, #ARGV do
  redis.call('XADD', KEYS[4], '*', 'notice', ARGV[i])
end
return 1
