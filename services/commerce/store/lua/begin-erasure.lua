-- Notes that a person's traces are to be erased, with what they are. Whoever asks again while that lasts is told the same
-- pseudonym.
--
-- KEYS[7] people who are being erased
-- args: { user = id, record = JSON, pseudonym }
-- result: { pseudonym }

local early = opened()
if early then return early end

local noted = call('HGET', KEYS[7], args.user)
if noted then return remembered({ pseudonym = cjson.decode(noted).pseudonym }) end
call('HSET', KEYS[7], args.user, args.record)
return committed({ pseudonym = args.pseudonym }, {}, {})
