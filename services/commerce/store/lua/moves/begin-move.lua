-- Begins to move everybody from one subscription to another. The source is closed to all other changes until the end.
--
-- KEYS[7] source   KEYS[8] seats of the source   KEYS[9] target   KEYS[10] move   KEYS[11] moves under way
-- KEYS[12] audit of the target
-- args: { id, actor, source = ref, target = ref, sourceVersion, targetVersion }
-- result: the fields of the move
-- refused: stale { version } of the source (also where it is being moved: planning says so)

local early = opened()
if early then return early end

local source = call('HMGET', KEYS[7], 'version', 'moving', 'quantity')
local version, moving = tonumber(source[1]), source[2] or ''
local targetVersion = tonumber(call('HGET', KEYS[9], 'version'))
if version ~= args.sourceVersion or targetVersion ~= args.targetVersion or moving ~= '' then
  return refused('stale', { version = version })
end

local people = call('ZCARD', KEYS[8])
-- Those beyond the licenses there are get theirs back as well, if the move is undone.
local beyond = math.max(0, people - tonumber(source[3]))
local move = {
  id = args.id, source = args.source, target = args.target, actor = args.actor, state = 'running', step = '0',
  moved = '0', already = '0', total = tostring(people), beyond = tostring(beyond), startedAt = ARGV[4], stoppedBecause = '',
}
call('DEL', KEYS[10])
for field, value in pairs(move) do call('HSET', KEYS[10], field, value) end
call('HSET', KEYS[7], 'moving', args.id)
call('HSET', KEYS[7], 'version', version + 1)
call('ZADD', KEYS[11], now, args.source)
return committed(move, { moving = '' }, { moving = args.id, target = args.target, total = move.total }, { KEYS[12] })
