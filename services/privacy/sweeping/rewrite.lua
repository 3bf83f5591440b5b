-- Puts other parts into a key in the place of some of its parts, or nothing. One that is not as it was read is left.
--
-- KEYS[1] key   ARGV[1] its type
-- ARGV[2] JSON: [{ at = field or position, was = text, to = what becomes of `at`, now = text, absent to remove it }…]

local call = redis.call
local key = KEYS[1]

local rewrite = {}

function rewrite.string(change)
  if call('GET', key) ~= change.was then return end
  if change.now then call('SET', key, change.now, 'KEEPTTL') else call('UNLINK', key) end
end

function rewrite.hash(change)
  if call('HGET', key, change.at) ~= change.was then return end
  call('HDEL', key, change.at)
  if change.now then call('HSET', key, change.to, change.now) end
end

function rewrite.set(change)
  if call('SREM', key, change.was) == 1 and change.now then call('SADD', key, change.now) end
end

function rewrite.zset(change)
  local score = call('ZSCORE', key, change.was)
  if not score then return end
  call('ZREM', key, change.was)
  if change.now then call('ZADD', key, score, change.now) end
end

function rewrite.list(change)
  if call('LINDEX', key, change.at) ~= change.was then return end
  if change.now then call('LSET', key, change.at, change.now) else call('LREM', key, 1, change.was) end
end

function rewrite.stream(change)
  call('XDEL', key, change.at)
end

for _, change in ipairs(cjson.decode(ARGV[2])) do rewrite[ARGV[1]](change) end
