-- Writes a member of audit indexes in another way, wherever it stands in the old one.
--
-- KEYS  the indexes   ARGV[1] as it was   ARGV[2] as it is to be   ARGV[3] its score
for _, index in ipairs(KEYS) do
  if redis.call('ZREM', index, ARGV[1]) == 1 then redis.call('ZADD', index, ARGV[3], ARGV[2]) end
end
