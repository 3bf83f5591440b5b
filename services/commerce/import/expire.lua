-- Lets keys expire, all of them in one step and one reply.
-- KEYS  the keys, of any kind; those that are not there do not matter
-- ARGV  1 seconds to live
for _, key in ipairs(KEYS) do
  redis.call('EXPIRE', key, ARGV[1])
end
