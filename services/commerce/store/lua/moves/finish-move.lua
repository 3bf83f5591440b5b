-- Ends a move whose people have all been moved: its source ends for ever. Planned by store/change.ts, as the end of any
-- other subscription.
--
-- KEYS[7…] as end-subscription.lua   the last three: move, moves under way, audit of the target
-- args: as of end-subscription.lua, and { id = of the move, step, source = ref }
-- result: the fields of the move
-- refused: no-such-move · stale { version }

local early = opened()
if early then return early end

local move = moveInHand('running')
if move.refused then return refused(move.refused, move.details) end
local version = tonumber(call('HGET', KEYS[7], 'version'))
if version ~= args.version or call('ZCARD', KEYS[16]) > 0 or not invoicesAsRead() then
  return refused('stale', { version = version })
end

writeSubscription()
call('HSET', KEYS[7], 'version', version + 1)
call('HSET', KEYS[7], 'moving', '')
call('HSET', MOVE, 'state', 'finished')
call('ZREM', RUNNING, args.source)
return stepped(args.fields, args.before)
