-- Writes what a page of a notice's recipients is to be sent, and how far the outbox is planned now; all of it or, when
-- somebody else has planned further meanwhile, nothing.
--
-- KEYS[1] progress   KEYS[2] agenda of cards   KEYS[3] agenda of mails   KEYS[4] all deliveries   KEYS[5] planned ones
-- KEYS[6…] the deliveries
-- ARGV[1] `after` and ARGV[2] `page` of the progress as the caller read them   ARGV[3], ARGV[4] what they become
-- ARGV[5] the deliveries (JSON list of { id, medium, field = text… })
-- Returns 1, or 0 where nothing was written.

local call = redis.call
if (call('HGET', KEYS[1], 'after') or '') ~= ARGV[1] or (call('HGET', KEYS[1], 'page') or '') ~= ARGV[2] then return 0 end

local time = call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for position, delivery in ipairs(cjson.decode(ARGV[5])) do
  local key = KEYS[5 + position]
  if call('EXISTS', key) == 0 then
    for field, value in pairs(delivery) do call('HSET', key, field, value) end
    call('HSET', key, 'status', 'planned', 'attempts', 0, 'plannedAt', now, 'since', now)
    call('ZADD', delivery.medium == 'mail' and KEYS[3] or KEYS[2], now, delivery.id)
    call('ZADD', KEYS[4], now, delivery.id)
    call('ZADD', KEYS[5], now, delivery.id)
  end
end
call('HSET', KEYS[1], 'after', ARGV[3], 'page', ARGV[4])
return 1
