-- Gives a key another name. Where something has that name already, as an erasure was broken off, it takes in the rest.
--
-- KEYS[1] key   KEYS[2] its new name

local call = redis.call
if call('EXISTS', KEYS[1]) == 0 then return end
if call('RENAMENX', KEYS[1], KEYS[2]) == 1 then return end
local type = call('TYPE', KEYS[1]).ok
if type == 'zset' then
  call('ZUNIONSTORE', KEYS[2], 2, KEYS[1], KEYS[2], 'AGGREGATE', 'MAX')
elseif type == 'hash' then
  for _, field in ipairs(call('HKEYS', KEYS[1])) do call('HSET', KEYS[2], field, call('HGET', KEYS[1], field)) end
end
call('UNLINK', KEYS[1])
