-- Moves the next people of a move: each gives up a seat of the source and has one of the target in the same instant. Who
-- had one there already gets no second. Stops by itself where the target has no seat left or can no longer be used.
--
-- KEYS[7] source   KEYS[8] seats of the source   KEYS[9] target   KEYS[10] seats of the target
-- KEYS[11] licenses by person   KEYS[12] counts of the source's product   KEYS[13] counts of the target's product
-- KEYS[14] who was moved   KEYS[15] who had a seat already   KEYS[16] move   KEYS[17] moves under way
-- KEYS[18] audit of the target
-- args: { id, step, limit = people at most, source = ref, target = ref, movedNotice = template,
--         keptNotice = template for who had a seat already (only where they lose a product), stoppedNotice = template }
-- result: the fields of the move
-- refused: no-such-move · stale { version = the step reached }

local early = opened()
if early then return early end

local move = moveInHand('running')
if move.refused then return refused(move.refused, move.details) end

local target = call('HMGET', KEYS[9], 'status', 'quantity', 'assigned')
local available = tonumber(target[2] or 0) - tonumber(target[3] or 0)
local usable = isUsable(target[1])
local people = usable and call('ZRANGE', KEYS[8], 0, args.limit - 1, 'WITHSCORES') or {}

local moved, already, blocked = {}, {}, not usable and 'target-not-active' or nil
for position = 1, #people, 2 do
  local person = { id = people[position], since = people[position + 1] }
  if call('ZSCORE', KEYS[10], person.id) then
    already[#already + 1] = person
  elseif #moved < available then
    moved[#moved + 1] = person
  else
    blocked = 'no-seats'
    break
  end
end

for _, person in ipairs(moved) do
  call('ZADD', KEYS[10], now, person.id)
  call('ZADD', KEYS[11], 0, person.id .. '\t' .. args.target)
  call('ZADD', KEYS[14], person.since, person.id)
  tell(args.movedNotice, person.id)
end
for _, person in ipairs(already) do
  call('ZADD', KEYS[15], person.since, person.id)
  tell(args.keptNotice, person.id)
end
for _, group in ipairs({ moved, already }) do
  for _, person in ipairs(group) do
    call('ZREM', KEYS[8], person.id)
    call('ZREM', KEYS[11], person.id .. '\t' .. args.source)
  end
end
addAssigned(KEYS[7], KEYS[12], -(#moved + #already))
addAssigned(KEYS[9], KEYS[13], #moved)
call('HINCRBY', MOVE, 'moved', #moved)
call('HINCRBY', MOVE, 'already', #already)
if blocked then stop(blocked) end
return stepped({ moved = idsOf(moved), already = idsOf(already) })
