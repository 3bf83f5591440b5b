-- Gives licenses of one subscription to people, all of them or none.
--
-- KEYS[7] subscription   KEYS[8] seats   KEYS[9] counts of the product   KEYS[10] licenses by person
-- args: { users = [id…], notices = [JSON for each of them] }
-- result: { assigned = licenses assigned now, added = [id…] of those who had none before }
-- refused: no-such-subscription · not-assignable { status, moving } · no-seats { available, needed }

local early = opened()
if early then return early end

local fields = call('HMGET', KEYS[7], 'ref', 'status', 'quantity', 'assigned', 'moving')
local ref, status, quantity, assigned, moving = fields[1], fields[2], tonumber(fields[3]), tonumber(fields[4]), fields[5]
if not ref then return refused('no-such-subscription') end
if moving or (status ~= 'Active' and status ~= 'Expired') then
  return refused('not-assignable', { status = status, moving = moving })
end

local added, seen = {}, {}
for position, user in ipairs(args.users) do
  if not seen[user] and not call('ZSCORE', KEYS[8], user) then added[#added + 1] = position end
  seen[user] = true
end
if #added > quantity - assigned then
  return refused('no-seats', { available = quantity - assigned, needed = #added })
end

local ids = {}
for _, position in ipairs(added) do
  local user = args.users[position]
  call('ZADD', KEYS[8], now, user)
  call('ZADD', KEYS[10], 0, user .. '\t' .. ref)
  notify(args.notices[position])
  ids[#ids + 1] = user
end
if #added > 0 then
  call('HINCRBY', KEYS[7], 'assigned', #added)
  call('HINCRBY', KEYS[7], 'version', 1)
  call('HINCRBY', KEYS[9], 'assigned', #added)
end
return committed({ assigned = assigned + #added, added = ids }, { assigned = assigned }, { assigned = assigned + #added })
