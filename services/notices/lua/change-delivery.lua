-- Brings one delivery from a status to another, or nothing where it is not there any more: somebody else was faster.
--
-- KEYS[1] delivery   KEYS[2] agenda   KEYS[3] those of the status before   KEYS[4] those of the status after
-- KEYS[5] deliveries that wait for the same person   KEYS[6…] where the attempt counts as sent lately
-- ARGV[1] id   ARGV[2] status before   ARGV[3] the attempt that is over, '' for any   ARGV[4] status after
-- ARGV[5] milliseconds until it is looked at again, -1 for never   ARGV[6] how long it is kept then (ms)
-- ARGV[7] fields to be set (JSON: { field = text… })   ARGV[8] '1' if only what is due on the agenda is meant
-- Returns 1, or 0 where nothing was changed.

local call = redis.call
local time = call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

-- Whatever becomes of the delivery, this attempt is not under way any more.
for position = 6, #KEYS do
  if call('ZSCORE', KEYS[position], ARGV[3]) then call('ZADD', KEYS[position], now, ARGV[3]) end
end

if call('HGET', KEYS[1], 'status') ~= ARGV[2] then return 0 end
if ARGV[3] ~= '' and call('HGET', KEYS[1], 'attempt') ~= ARGV[3] then return 0 end
local due = call('ZSCORE', KEYS[2], ARGV[1])
if ARGV[8] == '1' and (not due or tonumber(due) > now) then return 0 end

call('HSET', KEYS[1], 'status', ARGV[4])
for field, value in pairs(cjson.decode(ARGV[7])) do call('HSET', KEYS[1], field, value) end
call('ZREM', KEYS[3], ARGV[1])
call('ZADD', KEYS[4], call('HGET', KEYS[1], 'plannedAt'), ARGV[1])
if ARGV[2] == 'waiting' then
  call('SREM', KEYS[5], ARGV[1])
  call('HSET', KEYS[1], 'since', now)
end
if tonumber(ARGV[5]) >= 0 then
  call('ZADD', KEYS[2], now + ARGV[5], ARGV[1])
else
  call('ZREM', KEYS[2], ARGV[1])
  call('HSET', KEYS[1], 'settledAt', now)
  call('PEXPIRE', KEYS[1], ARGV[6])
end
return 1
