-- Adds what stands for a subscription to indexes, if it is still as it was read.
--
-- KEYS[1] subscription   KEYS[2…] indexes   ARGV[1] its version   ARGV[2…] the member of each index
-- Returns 1, or 0 where it was changed meanwhile.
if redis.call('HGET', KEYS[1], 'version') ~= ARGV[1] then return 0 end
for position = 2, #KEYS do redis.call('ZADD', KEYS[position], 0, ARGV[position]) end
return 1
