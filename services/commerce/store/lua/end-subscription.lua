-- Ends one subscription for ever: status Deleted, its people lose access. Planned by store/change.ts.
--
-- KEYS[7…15] as writeSubscription() wants them   KEYS[16] seats   KEYS[17] licenses by person   KEYS[18] those that a
-- job is to release   KEYS[19…] indexes
-- args: as of change-subscription.lua, and { users = [id…] whose licenses are released here }; too many are released
--         by a job, and then fields.releasing is '1' and no users are named
-- result: { version = the new one, …answer }
-- refused: stale { version } (also where it is Deleted or moved by another, or an invoice was paid: planning says which)

local early = opened()
if early then return early end

local found = call('HMGET', KEYS[7], 'version', 'status', 'moving', 'ref')
local version, moving, ref = tonumber(found[1]), found[3] or '', found[4]
if version ~= args.version or found[2] == 'Deleted' or moving ~= args.moving or not invoicesAsRead() then
  return refused('stale', { version = version })
end

writeSubscription()
call('HSET', KEYS[7], 'version', version + 1)
for _, user in ipairs(args.users) do
  call('ZREM', KEYS[16], user)
  call('ZREM', KEYS[17], user .. '\t' .. ref)
end
if args.fields.releasing == '1' then call('SADD', KEYS[18], ref) end
local result = args.answer
result.version = version + 1
return committed(result, args.before, args.fields)
