-- Gives licenses of one subscription to people, all of them or none. Those who have one already keep it.
--
-- KEYS[7] subscription   KEYS[8] seats   KEYS[9] counts of the product   KEYS[10] licenses by person
-- args: { users = [id…], notices = [JSON for each of them], version = expected, if the caller named one }
-- result: { version, assigned = licenses assigned now, added = [id…] of those who had none before }
-- refused: stale (also where no licenses can be assigned any more: planning says why) · no-seats { missing }

local early = opened()
if early then return early end

local fields = call('HMGET', KEYS[7], 'ref', 'status', 'quantity', 'assigned', 'moving', 'version')
local ref, status, quantity, assigned = fields[1], fields[2], tonumber(fields[3]), tonumber(fields[4])
local moving, version = fields[5] or '', tonumber(fields[6])
local assignable = moving == '' and (status == 'Active' or status == 'Expired')
if not assignable or (args.version and args.version ~= version) then return refused('stale', { version = version }) end

local added, seen = {}, {}
for position, user in ipairs(args.users) do
  if not seen[user] and not call('ZSCORE', KEYS[8], user) then added[#added + 1] = position end
  seen[user] = true
end
local missing = #added - (quantity - assigned)
if #added > 0 and missing > 0 then return refused('no-seats', { missing = missing }) end
if #added == 0 then return remembered({ version = version, assigned = assigned, added = {} }) end

local ids = {}
for _, position in ipairs(added) do
  local user = args.users[position]
  call('ZADD', KEYS[8], now, user)
  call('ZADD', KEYS[10], 0, user .. '\t' .. ref)
  notify(args.notices[position])
  ids[#ids + 1] = user
end
call('HINCRBY', KEYS[7], 'assigned', #added)
call('HINCRBY', KEYS[7], 'version', 1)
local now_assigned = assigned + #added
countAssigned(KEYS[9], quantity, assigned, now_assigned)
return committed(
  { version = version + 1, assigned = now_assigned, added = ids },
  { assigned = assigned },
  { assigned = now_assigned, added = ids }
)
