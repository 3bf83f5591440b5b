-- Counts one of each of some limits, in their order, as far as one that is reached.
--
-- KEYS[i] the count of a limit   ARGV[2i - 1] how much it lets through   ARGV[2i] in how long (ms)
-- Returns nothing, or what was reached: its i, its count, and how long it is until there is room (ms).

local call = redis.call
for i, key in ipairs(KEYS) do
  local count = call('INCR', key)
  if count == 1 then call('PEXPIRE', key, ARGV[2 * i]) end
  if count > tonumber(ARGV[2 * i - 1]) then
    local left = call('PTTL', key)
    if left < 0 then
      left = tonumber(ARGV[2 * i])
      call('PEXPIRE', key, left)
    end
    return { i, count, left }
  end
end
return {}
