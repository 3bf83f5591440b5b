-- Lets a delivery wait until its person has the bot, unless they have it by now.
--
-- KEYS[1] delivery   KEYS[2] agenda   KEYS[3] planned ones   KEYS[4] waiting ones
-- KEYS[5] deliveries that wait for the same person   KEYS[6] the person's conversation
-- ARGV[1] id   ARGV[2] how long it waits at most (ms)   ARGV[3] tenant and ARGV[4] person that the conversation must be of
-- Returns 1, or 0 where nothing was changed.

local call = redis.call
local stored = call('GET', KEYS[6])
local conversation = stored and cjson.decode(stored)
if conversation and conversation.tenantId == ARGV[3] and conversation.userId == ARGV[4] then return 0 end
if call('HGET', KEYS[1], 'status') ~= 'planned' then return 0 end

local plannedAt = call('HGET', KEYS[1], 'plannedAt')
call('HSET', KEYS[1], 'status', 'waiting')
call('ZADD', KEYS[2], plannedAt + ARGV[2], ARGV[1])
call('ZREM', KEYS[3], ARGV[1])
call('ZADD', KEYS[4], plannedAt, ARGV[1])
call('SADD', KEYS[5], ARGV[1])
return 1
