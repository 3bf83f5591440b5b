-- What tells whether anything is done in a tenant, as one text: it is another one after every change, payment and step of
-- a delivery.
--
-- KEYS[1] generation   KEYS[2] open payments   KEYS[3] people who are being erased   KEYS[4] progress of the outbox
-- KEYS[5] names   KEYS[6…7] streams   KEYS[8…] agendas of deliveries
local call = redis.call
local parts = { call('GET', KEYS[1]) or '', tostring(call('ZCARD', KEYS[5])) }
local function add(list)
  for _, text in ipairs(list) do parts[#parts + 1] = text end
end
for position = 2, 4 do add(call('HGETALL', KEYS[position])) end
for position = 6, 7 do
  local last = call('XREVRANGE', KEYS[position], '+', '-', 'COUNT', 1)[1]
  parts[#parts + 1] = last and last[1] or ''
end
for position = 8, #KEYS do add(call('ZRANGE', KEYS[position], 0, -1, 'WITHSCORES')) end
return redis.sha1hex(table.concat(parts, '\n'))
