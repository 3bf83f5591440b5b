-- Writes JSON records of hashes, all of them or none, and the indexes that lead to them.
--
-- KEYS[7…] hashes and indexes; a `key` below counts from 1 at KEYS[7]
-- args: { writes = [{ key, id, version = expected (0: there is none), record = JSON, absent to remove it }…],
--         needed = [{ key, id }…]: records that must be there,
--         unused = [{ key, field, value }…]: no record of that hash may have this value in this field,
--         out = [{ key, member }…], into = [{ key, score, member }…], notices = [JSON…],
--         paid = [{ key, id }…]: open payments that this settles,
--         before = {…}, after = {…}: for the audit entry, subjects = [key…]: audit indexes besides the act's own subject's,
--         answer = the result }
-- result: args.answer
-- refused: stale { version = today's of the first record that has another; none for what is needed or unused }

local early = opened()
if early then return early end

local function key(entry) return KEYS[SHARED + entry.key] end

for _, write in ipairs(args.writes) do
  local stored = call('HGET', key(write), write.id)
  local version = stored and (cjson.decode(stored).version or 1) or 0
  if version ~= write.version then return refused('stale', { version = version }) end
end
for _, record in ipairs(args.needed) do
  if call('HEXISTS', key(record), record.id) == 0 then return refused('stale') end
end
for _, rule in ipairs(args.unused) do
  for _, stored in ipairs(call('HVALS', key(rule))) do
    if cjson.decode(stored)[rule.field] == rule.value then return refused('stale') end
  end
end

-- All is as it was asked for.
if #args.writes == 0 then return remembered(args.answer) end

for _, write in ipairs(args.writes) do
  if write.record then call('HSET', key(write), write.id, write.record) else call('HDEL', key(write), write.id) end
end
for _, entry in ipairs(args.out) do call('ZREM', key(entry), entry.member) end
for _, entry in ipairs(args.into) do call('ZADD', key(entry), entry.score, entry.member) end
for _, payment in ipairs(args.paid) do call('HDEL', key(payment), payment.id) end
for _, notice in ipairs(args.notices) do notify(notice) end

local subjects = {}
for _, position in ipairs(args.subjects) do subjects[#subjects + 1] = KEYS[SHARED + position] end
return committed(args.answer, args.before, args.after, subjects)
