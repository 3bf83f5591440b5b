-- Makes a generation the one that readers see, if its import is still alive, and ends the import's lease.
-- KEYS  1 string: the generation that readers see   2 sorted set: all generations   3 string: the lease
-- ARGV  1 the generation   2 now (ms)
-- Returns 1, or 0 where the lease had ended: then nothing is changed.
if redis.call('DEL', KEYS[3]) == 0 then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1])
redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
return 1
