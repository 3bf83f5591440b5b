-- Ends an attempt at a kept answer, unless another answer has taken its place meanwhile.
--
-- KEYS[1] answers   KEYS[2] when they are due
-- ARGV[1] id   ARGV[2] the attempt   ARGV[3] milliseconds until the next one, -1 for none   ARGV[4] the answer for it

local call = redis.call
local sending = ARGV[1] .. ':sending'
local attempt = call('HGET', KEYS[1], sending)
if not attempt or string.match(attempt, '^(.*) %d+$') ~= ARGV[2] then return 0 end
call('HDEL', KEYS[1], sending)
if tonumber(ARGV[3]) < 0 then
  call('HDEL', KEYS[1], ARGV[1])
  call('ZREM', KEYS[2], ARGV[1])
  return 1
end
local time = call('TIME')
call('HSET', KEYS[1], ARGV[1], ARGV[4])
call('ZADD', KEYS[2], time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[3], ARGV[1])
return 1
