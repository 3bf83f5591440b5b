-- Brings people, catalogue and tenant record up to date, all that it is given in one step.
-- KEYS  1 string: the generation that readers see   2 names index   3 hash: products   4 string: tenant record
--       5 stream: the outbox   6… hashes of people, and sorted sets of those who have a role
-- ARGV  1 the generation   2 tenant record (JSON)
--       3 JSON { products = [{ id, record, notice (JSON, where it is to be told of if it is new) }…],
--                people = [{ key = position of the hash, before = {fields as they were read}, fields = {…},
--                            out = [[position, member]…], into = [the same] }…] }
-- Returns 1, or 0 where readers see another generation by now or somebody is not as they were: then nothing is done.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
local step = cjson.decode(ARGV[3])
for _, person in ipairs(step.people) do
  local stored = redis.call('HGETALL', KEYS[person.key])
  local fields = 0
  for _ in pairs(person.before) do fields = fields + 1 end
  if #stored ~= 2 * fields then return 0 end
  for i = 1, #stored, 2 do
    if person.before[stored[i]] ~= stored[i + 1] then return 0 end
  end
end

redis.call('SET', KEYS[4], ARGV[2])
for _, product in ipairs(step.products) do
  local isNew = redis.call('HSET', KEYS[3], product.id, product.record) == 1
  if isNew and product.notice then redis.call('XADD', KEYS[5], '*', 'notice', product.notice) end
end
for _, person in ipairs(step.people) do
  redis.call('DEL', KEYS[person.key])
  for field, value in pairs(person.fields) do redis.call('HSET', KEYS[person.key], field, value) end
  for _, entry in ipairs(person.out) do redis.call('ZREM', KEYS[entry[1]], entry[2]) end
  for _, entry in ipairs(person.into) do redis.call('ZADD', KEYS[entry[1]], 0, entry[2]) end
end
return 1
