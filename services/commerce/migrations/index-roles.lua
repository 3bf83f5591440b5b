-- Puts a person into the lists of the roles that they have, and into no other.
--
-- KEYS[1] person   KEYS[2…] list of each role   ARGV[1] id   ARGV[2…] each role
local roles = ',' .. (redis.call('HGET', KEYS[1], 'roles') or '') .. ','
for position = 2, #KEYS do
  if string.find(roles, ',' .. ARGV[position] .. ',', 1, true) then
    redis.call('ZADD', KEYS[position], 0, ARGV[1])
  else
    redis.call('ZREM', KEYS[position], ARGV[1])
  end
end
