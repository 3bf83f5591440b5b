-- Adds a new subscription, and everything that is derived from it, under a reference that nothing has had before.
-- Planned by store/change.ts.
--
-- KEYS[7…15] as writeSubscription() wants them   KEYS[16] policies   KEYS[17] highest references given out
-- KEYS[18…] indexes
-- args: what writeSubscription() wants, and { series = letter of the reference, number = its number,
--         policies = as they were read, where it depends on them, answer = the result }
-- result: …answer
-- refused: stale (the reference is taken meanwhile, or a policy has changed)

local early = opened()
if early then return early end

local forbidden = args.policies and args.policies ~= call('GET', KEYS[16])
if forbidden or call('EXISTS', KEYS[7]) == 1 then return refused('stale') end

local highest = tonumber(call('HGET', KEYS[17], args.series) or '0')
if args.number > highest then call('HSET', KEYS[17], args.series, string.format('%.0f', args.number)) end
writeSubscription()
return committed(args.answer, {}, args.fields)
