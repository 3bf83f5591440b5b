-- Puts a notice into the outbox, unless that was done a short while ago.
--
-- KEYS[1] that it was done   KEYS[2] outbox   ARGV[1] how long a while is (ms)   ARGV[2] notice (JSON)
-- Returns 1, or 0 where nothing was put.

local call = redis.call
if not call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[1]) then return 0 end
call('XADD', KEYS[2], '*', 'notice', ARGV[2])
return 1
