-- Lets everybody see a tenant again, with the last keys in their places. Money that is noted as open stays so.
--
-- KEYS[1] the generation that readers see   KEYS[2] all generations   KEYS[3] lease of this one   KEYS[4] open payments
-- KEYS[5] those of the backup   KEYS[6…] key and place, in turn
-- ARGV[1] generation   ARGV[2] now (ms)
-- Returns 1, or 0 where the lease has ended: then nothing is done.
local call = redis.call
if call('EXISTS', KEYS[3]) == 0 then return 0 end
local open = call('HGETALL', KEYS[5])
for position = 1, #open, 2 do call('HSETNX', KEYS[4], open[position], open[position + 1]) end
call('DEL', KEYS[3], KEYS[5])
for position = 6, #KEYS, 2 do
  if call('EXISTS', KEYS[position]) == 1 then call('RENAME', KEYS[position], KEYS[position + 1]) end
end
call('ZADD', KEYS[2], ARGV[2], ARGV[1])
call('SET', KEYS[1], ARGV[1])
return 1
