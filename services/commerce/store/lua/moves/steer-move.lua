-- Stops a move, lets it go on, or turns it round.
--
-- KEYS[7] move   KEYS[8] moves under way   KEYS[9] audit of the target
-- args: { id, from = [states in which this may be asked], state = the new one, because = code or '',
--         source = ref, stoppedNotice = template or none }
-- result: the fields of the move
-- refused: no-such-move · move-over { state }

local early = opened()
if early then return early end

local state = call('HGET', MOVE, 'id') == args.id and call('HGET', MOVE, 'state')
if not state then return refused('no-such-move') end
local allowed = false
for _, from in ipairs(args.from) do allowed = allowed or from == state end
if not allowed then return refused('move-over', { state = state }) end

if args.state == 'stopped' then
  stop(args.because)
else
  call('HSET', MOVE, 'state', args.state)
  call('HSET', MOVE, 'stoppedBecause', '')
  call('ZADD', RUNNING, now, args.source)
end
return stepped({ from = state })
