-- Whether anything is to be done about a tenant's notices now.
--
-- KEYS[1] outbox   KEYS[2] progress   KEYS[3…] agendas
-- Returns 1 or 0.

local call = redis.call
local time = call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local last = call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
if last and last[1] ~= call('HGET', KEYS[2], 'after') then return 1 end
for position = 3, #KEYS do
  local first = call('ZRANGE', KEYS[position], 0, 0, 'WITHSCORES')
  if first[2] and tonumber(first[2]) <= now then return 1 end
end
return 0
