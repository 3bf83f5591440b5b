-- Changes fields of one subscription, and everything that is derived from them.
--
-- KEYS[7] subscription   KEYS[8] history   KEYS[9] counts of the product   KEYS[10…] indexes
-- args: { version = expected, fields = { name = text… }, history = [JSON…], notices = [JSON…],
--         counts = { field = delta… }, out = [[index of the key from 1, member]…], into = [same] }
-- result: { version = the new one }
-- refused: no-such-subscription · stale { version } · deleted · below-assigned { assigned }

local early = opened()
if early then return early end

local before = call('HMGET', KEYS[7], 'version', 'status', 'assigned', 'quantity', 'autoRenew', 'expiresAt')
local version, status, assigned = tonumber(before[1]), before[2], tonumber(before[3])
if not version then return refused('no-such-subscription') end
if status == 'Deleted' then return refused('deleted') end
if version ~= args.version then return refused('stale', { version = version }) end
if args.fields.quantity and tonumber(args.fields.quantity) < assigned then
  return refused('below-assigned', { assigned = assigned })
end

for field, value in pairs(args.fields) do call('HSET', KEYS[7], field, value) end
call('HSET', KEYS[7], 'version', version + 1)
for _, entry in ipairs(args.history) do call('RPUSH', KEYS[8], entry) end
for field, delta in pairs(args.counts) do call('HINCRBY', KEYS[9], field, delta) end
for _, entry in ipairs(args.out) do call('ZREM', KEYS[9 + entry[1]], entry[2]) end
for _, entry in ipairs(args.into) do call('ZADD', KEYS[9 + entry[1]], 0, entry[2]) end
for _, notice in ipairs(args.notices) do notify(notice) end

local was = { status = status, quantity = before[4], autoRenew = before[5], expiresAt = before[6] }
return committed({ version = version + 1 }, was, args.fields)
