-- Lets everybody see a tenant again, with the last keys in their places, and an entry in the audit trail that tells of it.
-- Money that is noted as open stays so.
--
-- KEYS[1] the generation that readers see   KEYS[2] all generations   KEYS[3] lease of this one   KEYS[4] open payments
-- KEYS[5] those of the backup   KEYS[6] audit   KEYS[7] audit of backups   KEYS[8] audit by the service
-- KEYS[9…] key and place, in turn
-- ARGV[1] generation   ARGV[2] now (ms)   ARGV[3] audit entry (JSON)   ARGV[4] what it tells (JSON)
-- Returns 1, or 0 where the lease has ended: then nothing is done.
local call = redis.call
if call('EXISTS', KEYS[3]) == 0 then return 0 end
local open = call('HGETALL', KEYS[5])
for position = 1, #open, 2 do call('HSETNX', KEYS[4], open[position], open[position + 1]) end
call('DEL', KEYS[3], KEYS[5])
for position = 9, #KEYS, 2 do
  if call('EXISTS', KEYS[position]) == 1 then call('RENAME', KEYS[position], KEYS[position + 1]) end
end
-- As other entries: the time of the service, unless a later one is there.
local last = call('XREVRANGE', KEYS[6], '+', '-', 'COUNT', 1)[1]
local at = math.max(tonumber(ARGV[2]), last and tonumber(string.match(last[1], '^%d+')) or 0)
local id = call('XADD', KEYS[6], string.format('%.0f-*', at), 'entry', ARGV[3], 'before', '{}', 'after', ARGV[4])
local filed, number = string.match(id, '^(%d+)-(%d+)$')
for position = 7, 8 do
  call('ZADD', KEYS[position], filed, filed .. '-' .. string.rep('0', 12 - #number) .. number)
end
call('ZADD', KEYS[2], ARGV[2], ARGV[1])
call('SET', KEYS[1], ARGV[1])
return 1
