-- Takes the licenses of a Deleted subscription from the next of its people, where they were too many to do so at once.
--
-- KEYS[7] subscription   KEYS[8] seats   KEYS[9] licenses by person   KEYS[10] those that a job is to release
-- args: { ref, left = licenses assigned before this step, limit = people at most, lostNotice = template }
-- result: { left = licenses still assigned }
-- refused: stale { version }

local early = opened()
if early then return early end

local found = call('HMGET', KEYS[7], 'version', 'releasing', 'assigned')
if found[2] ~= '1' or tonumber(found[3]) ~= args.left then return refused('stale', { version = tonumber(found[1]) }) end

local users = call('ZRANGE', KEYS[8], 0, args.limit - 1)
for _, user in ipairs(users) do
  call('ZREM', KEYS[8], user)
  call('ZREM', KEYS[9], user .. '\t' .. args.ref)
  args.lostNotice.to = { user = user }
  notify(cjson.encode(args.lostNotice))
end
local left = call('HINCRBY', KEYS[7], 'assigned', -#users)
call('HINCRBY', KEYS[7], 'version', 1)
if left == 0 then
  call('HSET', KEYS[7], 'releasing', '')
  call('SREM', KEYS[10], args.ref)
end
return committed({ left = left }, { assigned = args.left }, { assigned = left, removed = users })
