-- Puts notices into the outbox where nothing else changes: the clock has reached what they are about.
--
-- args: { notices = [JSON…] }
-- result: { told = how many }

local early = opened()
if early then return early end

for _, notice in ipairs(args.notices) do notify(notice) end
return remembered({ told = #args.notices })
