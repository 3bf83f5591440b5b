-- What every act shares. It stands in front of each script of this folder.
--
-- KEYS[1] generation   KEYS[2] operation   KEYS[3] audit   KEYS[4] audit of the subject   KEYS[5] audit by the actor
-- KEYS[6] outbox       KEYS[7…] the script's own
-- ARGV[1] generation   ARGV[2] digest of the arguments   ARGV[3] how long the operation is remembered (ms)
-- ARGV[4] now (ms)     ARGV[5] audit entry (JSON, kept as it is)   ARGV[6] the script's own arguments (JSON)
--
-- A script first calls opened() and returns what that returns, then checks everything, writes its own state, and ends
-- with committed(). Nothing is written before the last check, because Redis does not roll back.
-- Returns JSON: { result = … } or { refused = code, … }. An empty list comes out as {}.

local call = redis.call
local digest = ARGV[2]
local now = tonumber(ARGV[4])
local args = cjson.decode(ARGV[6])

local function refused(code, more)
  local answer = more or {}
  answer.refused = code
  return cjson.encode(answer)
end

-- The first result of an operation that has run already, a refusal when it had other arguments or when the tenant was
-- imported anew since the caller read it; nil when the act may go on.
local function opened()
  local first = call('GET', KEYS[2])
  if first then
    if string.sub(first, 1, #digest) ~= digest then return refused('operation-reused') end
    return string.sub(first, #digest + 2)
  end
  if call('GET', KEYS[1]) ~= ARGV[1] then return refused('tenant-replaced') end
  return nil
end

-- Appends a notice (JSON) for the people it concerns.
local function notify(notice)
  call('XADD', KEYS[6], '*', 'notice', notice)
end

-- Writes the audit entry with what changed, remembers the result under the operation, and returns it.
local function committed(result, before, after)
  local id = call('XADD', KEYS[3], '*', 'entry', ARGV[5], 'before', cjson.encode(before), 'after', cjson.encode(after))
  call('ZADD', KEYS[4], now, id)
  call('ZADD', KEYS[5], now, id)
  local answer = cjson.encode({ result = result })
  call('SET', KEYS[2], digest .. '\n' .. answer, 'PX', ARGV[3])
  return answer
end
