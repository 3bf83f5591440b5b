-- Puts the digest of a week into the outbox, unless that has been done.
--
-- KEYS[1] the week of the last one   KEYS[2] outbox   ARGV[1] the week, as a number   ARGV[2] notice (JSON)
-- Returns 1, or 0 where nothing was put.

local call = redis.call
local last = call('GET', KEYS[1])
if last and tonumber(last) >= tonumber(ARGV[1]) then return 0 end
call('SET', KEYS[1], ARGV[1])
if not last then return 0 end
call('XADD', KEYS[2], '*', 'notice', ARGV[2])
return 1
