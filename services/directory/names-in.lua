-- Reads several ranges of the names index.
--
-- KEYS[1] names   ARGV[3i - 2], ARGV[3i - 1] from where to where   ARGV[3i] how many members at most
-- Returns the members of each range.

local found = {}
for i = 1, #ARGV, 3 do
  table.insert(found, redis.call('ZRANGE', KEYS[1], ARGV[i], ARGV[i + 1], 'BYLEX', 'LIMIT', 0, ARGV[i + 2]))
end
return found
