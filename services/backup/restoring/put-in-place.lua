-- Gives keys their places, in which what stands there is replaced. One that is gone already does not matter.
--
-- KEYS  key and place, in turn
for position = 1, #KEYS, 2 do
  if redis.call('EXISTS', KEYS[position]) == 1 then redis.call('RENAME', KEYS[position], KEYS[position + 1]) end
end
