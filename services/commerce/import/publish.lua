-- Makes a generation the one that readers see, if its import is still alive, and ends the import's lease.
-- KEYS  1 string: the generation that readers see   2 sorted set: all generations   3 string: the lease
--       4 stream: the outbox
-- ARGV  1 the generation   2 now (ms)   3 the generation that readers see so far, '' for none
--       4… notices (JSON) of what is new against that one
-- Returns 1, or 0 where the lease had ended, or 2 where readers see another one by now: then nothing is changed.
if redis.call('EXISTS', KEYS[3]) == 0 then
  return 0
end
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[3] then
  return 2
end
redis.call('DEL', KEYS[3])
redis.call('SET', KEYS[1], ARGV[1])
redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
for i = 4, #ARGV do
  redis.call('XADD', KEYS[4], '*', 'notice', ARGV[i])
end
return 1
