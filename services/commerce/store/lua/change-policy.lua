-- Changes the policy values.
--
-- KEYS[7] policies
-- args: { version = expected, policies = JSON of all of them, or absent where nothing differs, notices = [JSON…],
--         before = {…}, after = {…}: for the audit entry, answer = the result }
-- result: args.answer
-- refused: stale { version }

local early = opened()
if early then return early end

local version = cjson.decode(call('GET', KEYS[7]) or '{}').version or 1
if version ~= args.version then return refused('stale', { version = version }) end
if not args.policies then return remembered(args.answer) end

call('SET', KEYS[7], args.policies)
for _, notice in ipairs(args.notices) do notify(notice) end
return committed(args.answer, args.before, args.after)
