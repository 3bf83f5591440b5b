-- What is to be looked at now, by the clock of Redis.
--
-- KEYS[1] agenda   ARGV[1] how many at most
-- Returns ids, the longest due first.

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
return redis.call('ZRANGE', KEYS[1], '-inf', now, 'BYSCORE', 'LIMIT', 0, ARGV[1])
