-- Changes one subscription, and everything that is derived from it; nothing where no field differs. Planned by store/change.ts.
--
-- KEYS[7…15] as writeSubscription() wants them   KEYS[16…] indexes
-- args: what writeSubscription() wants, and { version = expected, moving = id of the move that may change it, or '',
--         before = the changed fields as they were, answer = what the result tells besides the version }
-- result: { version = the new one, …answer }
-- refused: stale { version } (also where it is Deleted or moved by another, or an invoice was paid: planning says which)

local early = opened()
if early then return early end

local found = call('HMGET', KEYS[7], 'version', 'status', 'moving')
local version, moving = tonumber(found[1]), found[3] or ''
if version ~= args.version or found[2] == 'Deleted' or moving ~= args.moving or not invoicesAsRead() then
  return refused('stale', { version = version })
end

if next(args.fields) == nil then
  args.answer.version = version
  return remembered(args.answer)
end

writeSubscription()
call('HSET', KEYS[7], 'version', version + 1)
local result = args.answer
result.version = version + 1
return committed(result, args.before, args.fields)
