-- Takes a kept answer for an attempt, if it is due. One whose attempt never ended may have arrived: it is let go of. What
-- was promised may be done again, but not for ever: it may be what ends the process that tries.
--
-- KEYS[1] answers   KEYS[2] when they are due   ARGV[1] id   ARGV[2] lease (ms)   ARGV[3] the attempt's own name
-- Returns the answer; 'lost' where it was let go of, and nothing where it is not due, or is not there any more.

local call = redis.call
local time = call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local due = call('ZSCORE', KEYS[2], ARGV[1])
if not due or tonumber(due) > now then return false end
local answer = call('HGET', KEYS[1], ARGV[1])
local sending = ARGV[1] .. ':sending'
local broken = call('HGET', KEYS[1], sending)
local tries = broken and tonumber(string.match(broken, ' (%d+)$')) or 0
local again = answer and cjson.decode(answer).press and tries < 3
if not answer or broken and not again then
  call('HDEL', KEYS[1], ARGV[1], sending)
  call('ZREM', KEYS[2], ARGV[1])
  return answer and 'lost' or false
end
call('HSET', KEYS[1], sending, ARGV[3] .. ' ' .. tries + 1)
call('ZADD', KEYS[2], now + ARGV[2], ARGV[1])
return answer
