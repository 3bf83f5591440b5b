-- Tells people of something that changes nothing here: that the clock has reached it.
--
-- args: { notices = [JSON…] }
-- result: { told = how many }

local early = opened()
if early then return early end

for _, notice in ipairs(args.notices) do notify(notice) end
return remembered({ told = #args.notices })
