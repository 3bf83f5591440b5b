-- Takes licenses of one subscription from people. Those who have none are left as they are.
--
-- KEYS[7] subscription   KEYS[8] seats   KEYS[9] counts of the product   KEYS[10] licenses by person
-- args: { users = [id…], notices = [JSON for each of them], or none where nobody is told, version = expected, if the caller named one }
-- result: { version, assigned = licenses assigned now, removed = [id…] of those who had one before }
-- refused: stale (also where the subscription is Deleted or being moved: planning says which)

local early = opened()
if early then return early end

local fields = call('HMGET', KEYS[7], 'ref', 'status', 'assigned', 'moving', 'version', 'quantity')
local ref, status, assigned, moving, version = fields[1], fields[2], tonumber(fields[3]), fields[4] or '', tonumber(fields[5])
local closed = not ref or status == 'Deleted' or moving ~= ''
if closed or (args.version and args.version ~= version) then return refused('stale', { version = version }) end

local removed, seen = {}, {}
for position, user in ipairs(args.users) do
  if not seen[user] and call('ZSCORE', KEYS[8], user) then removed[#removed + 1] = position end
  seen[user] = true
end
if #removed == 0 then return remembered({ version = version, assigned = assigned, removed = {} }) end

local ids = {}
for _, position in ipairs(removed) do
  local user = args.users[position]
  call('ZREM', KEYS[8], user)
  call('ZREM', KEYS[10], user .. '\t' .. ref)
  if args.notices[position] then notify(args.notices[position]) end
  ids[#ids + 1] = user
end
call('HINCRBY', KEYS[7], 'assigned', -#removed)
call('HINCRBY', KEYS[7], 'version', 1)
local left = assigned - #removed
if status == 'Active' or status == 'Expired' then
  countAssigned(KEYS[9], tonumber(fields[6]), assigned, left)
end
local result = { version = version + 1, assigned = left, removed = ids }
return committed(result, { assigned = assigned }, { assigned = left, removed = ids })
