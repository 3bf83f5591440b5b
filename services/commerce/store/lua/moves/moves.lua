-- What the scripts of a move share. It stands behind the prelude, before each of them.
--
-- The last three of KEYS: the move, the moves under way, the audit of the target.

local MOVE, RUNNING, TARGET_AUDIT = KEYS[#KEYS - 2], KEYS[#KEYS - 1], KEYS[#KEYS]

local function isUsable(status) return status == 'Active' or status == 'Expired' end

-- The refusal of a step that comes too late: of another move, of one that is not in this state, or a step done already.
local function moveInHand(state)
  local move = call('HMGET', MOVE, 'id', 'state', 'step')
  if move[1] ~= args.id then return { refused = 'no-such-move' } end
  if move[2] ~= state or tonumber(move[3]) ~= args.step then
    return { refused = 'stale', details = { version = tonumber(move[3]) } }
  end
  return {}
end

-- Members with scores, as ZRANGE gives them, as a list of people.
local function peopleOf(members)
  local people = {}
  for position = 1, #members, 2 do people[#people + 1] = { id = members[position], since = members[position + 1] } end
  return people
end

local function idsOf(people)
  local ids = {}
  for position, person in ipairs(people) do ids[position] = person.id end
  return ids
end

-- Sends a notice to one person, if there is anything to tell.
local function tell(template, user)
  if not template then return end
  template.to = { user = user }
  notify(cjson.encode(template))
end

local function addAssigned(subscription, counts, delta)
  if delta == 0 then return end
  local is = call('HINCRBY', subscription, 'assigned', delta)
  call('HINCRBY', subscription, 'version', 1)
  local fields = call('HMGET', subscription, 'status', 'quantity')
  if isUsable(fields[1]) then countAssigned(counts, tonumber(fields[2]), is - delta, is) end
end

-- The move rests until somebody lets it go on or undoes it; the admin who began it is told why.
local function stop(because)
  call('HSET', MOVE, 'state', 'stopped')
  call('HSET', MOVE, 'stoppedBecause', because)
  call('ZREM', RUNNING, args.source)
  if not args.stoppedNotice then return end
  args.stoppedNotice.why = because
  notify(cjson.encode(args.stoppedNotice))
end

-- Counts the step, and answers with the move as it is now.
local function stepped(after, before)
  call('HINCRBY', MOVE, 'step', 1)
  local fields, move = call('HGETALL', MOVE), {}
  for position = 1, #fields, 2 do move[fields[position]] = fields[position + 1] end
  return committed(move, before or {}, after, { TARGET_AUDIT })
end
