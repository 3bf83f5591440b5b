-- Takes the next people of a move back: each gets the seat of the source that they had, since when they had it, and
-- gives up the one that the move gave them. Who has lost that one meanwhile gets nothing back, as nothing was left to
-- take back. With the last of them the source is open again.
--
-- KEYS[7…18] as move-step.lua
-- args: { id, step, limit, source = ref, target = ref, movedNotice = template, keptNotice = template,
--         stoppedNotice = template }
-- result: the fields of the move
-- refused: no-such-move · stale { version = the step reached }

local early = opened()
if early then return early end

local move = moveInHand('undoing')
if move.refused then return refused(move.refused, move.details) end

local source = call('HMGET', KEYS[7], 'quantity', 'assigned')
local beyond = tonumber(call('HGET', MOVE, 'beyond') or 0)
local limit = math.min(args.limit, tonumber(source[1]) + beyond - tonumber(source[2]))
local moved = limit > 0 and peopleOf(call('ZRANGE', KEYS[14], 0, limit - 1, 'WITHSCORES')) or {}
local already = limit > #moved and peopleOf(call('ZRANGE', KEYS[15], 0, limit - #moved - 1, 'WITHSCORES')) or {}

local back, lost = {}, {}
for _, person in ipairs(moved) do
  local group = call('ZREM', KEYS[10], person.id) == 1 and back or lost
  group[#group + 1] = person
  call('ZREM', KEYS[11], person.id .. '\t' .. args.target)
  call('ZREM', KEYS[14], person.id)
end
for _, person in ipairs(already) do call('ZREM', KEYS[15], person.id) end
for _, group in ipairs({ back, already }) do
  for _, person in ipairs(group) do
    call('ZADD', KEYS[8], person.since, person.id)
    call('ZADD', KEYS[11], 0, person.id .. '\t' .. args.source)
  end
end
for _, person in ipairs(back) do tell(args.movedNotice, person.id) end
for _, person in ipairs(already) do tell(args.keptNotice, person.id) end
addAssigned(KEYS[7], KEYS[12], #back + #already)
addAssigned(KEYS[9], KEYS[13], -#back)
call('HINCRBY', MOVE, 'moved', 0 - #moved)
call('HINCRBY', MOVE, 'already', 0 - #already)

if call('ZCARD', KEYS[14]) + call('ZCARD', KEYS[15]) == 0 then
  call('HSET', MOVE, 'state', 'undone')
  call('ZREM', RUNNING, args.source)
  call('HDEL', KEYS[7], 'moving')
elseif limit <= 0 then
  stop('no-seats')
end
return stepped({ back = idsOf(back), already = idsOf(already), lost = idsOf(lost) })
