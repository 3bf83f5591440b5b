-- Keeps an answer for later, in the place of an earlier one to the same words. Of one person, and of all, only so many are
-- kept, and those that came last.
--
-- KEYS[1] answers   KEYS[2] when they are due
-- ARGV[1] id   ARGV[2] the answer   ARGV[3] milliseconds until it is sent   ARGV[4] how long it is kept (ms)
-- ARGV[5] what ids of the same person begin with   ARGV[6] how many are kept of one person   ARGV[7] of all

local call = redis.call
local time = call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function drop(id)
  call('HDEL', KEYS[1], id, id .. ':sending')
  call('ZREM', KEYS[2], id)
end

drop(ARGV[1])
local all = call('ZRANGE', KEYS[2], 0, -1)
local own = {}
for _, id in ipairs(all) do
  if string.sub(id, 1, #ARGV[5]) == ARGV[5] then table.insert(own, id) end
end
if #own >= tonumber(ARGV[6]) then drop(own[1]) elseif #all >= tonumber(ARGV[7]) then drop(all[1]) end
call('HSET', KEYS[1], ARGV[1], ARGV[2])
call('ZADD', KEYS[2], now + ARGV[3], ARGV[1])
call('PEXPIRE', KEYS[1], ARGV[4])
call('PEXPIRE', KEYS[2], ARGV[4])
return 1
