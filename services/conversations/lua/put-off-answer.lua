-- Puts a kept answer off, if it is there and nobody has taken it for an attempt.
--
-- KEYS[1] answers   KEYS[2] when they are due   ARGV[1] id   ARGV[2] milliseconds until it is due

local call = redis.call
if call('HEXISTS', KEYS[1], ARGV[1] .. ':sending') == 1 then return 0 end
local time = call('TIME')
return call('ZADD', KEYS[2], 'XX', 'CH', time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[2], ARGV[1])
