-- Notes the newest form that anybody has begun to write, unless that is a newer one.
--
-- KEYS[1] the newest form   ARGV[1] the form that the caller writes
-- Returns the newest form by now.
local newest = tonumber(redis.call('GET', KEYS[1]) or '0')
if newest > tonumber(ARGV[1]) then return newest end
redis.call('SET', KEYS[1], ARGV[1])
return tonumber(ARGV[1])
