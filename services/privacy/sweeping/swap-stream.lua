-- Puts a stream that was written anew in the place of the one that it was copied from, with what came meanwhile.
--
-- KEYS[1] stream   KEYS[2] the new one   ARGV[1] id of the last entry that was copied

local call = redis.call
if call('EXISTS', KEYS[1]) == 0 then return call('UNLINK', KEYS[2]) end
for _, entry in ipairs(call('XRANGE', KEYS[1], '(' .. ARGV[1], '+')) do
  call('XADD', KEYS[2], entry[1], unpack(entry[2]))
end
call('RENAME', KEYS[2], KEYS[1])
