-- Takes one planned delivery for an attempt, if it is due and the channel's limits leave room. What is under way counts
-- as sent until it has ended: a message that is late on the road is never one too many where it arrives.
--
-- KEYS[1] delivery   KEYS[2] agenda   KEYS[3] planned ones   KEYS[4] those being sent
-- For cards also: KEYS[5] pause of the conversation   KEYS[6] sent to the conversation lately   KEYS[7] to the tenant
-- For a person's also: KEYS[8] what is to reach them together   KEYS[9…] others of that, which go out with this one
-- ARGV[1] id   ARGV[2] the attempt's own name   ARGV[3] lease (ms)
-- ARGV[4] limits of KEYS[6], ARGV[5] of KEYS[7] (JSON: [[most, within ms]…], the longest last)
-- ARGV[6] after that long it is looked at again at the latest, as a pause may end early (ms)
-- ARGV[7] limits of what one person gets (JSON, as ARGV[4])   ARGV[8] how long what is to reach them together is kept (ms)
-- ARGV[9…] ids of KEYS[9…]
-- Returns { 'claimed', 0, id of each other that goes out with it… }, { 'taken', 0 } when it is not due, { 'later', ms } when the conversation has had enough and
-- { 'full', ms } when the tenant has.

local call = redis.call
local time = call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local lease = tonumber(ARGV[3])
-- Until something that is under way may have ended.
local SOON = 25
-- The channel's clock and ours do not tick together.
local MARGIN = 10

-- Milliseconds until there is room within the limits.
local function wait(key, limits)
  local longest = 0
  for _, limit in ipairs(limits) do
    local latest = call('ZRANGE', key, -limit[1], -limit[1], 'WITHSCORES')
    local at = latest[2] and tonumber(latest[2])
    if at and at + limit[2] + MARGIN > now then
      longest = math.max(longest, at > now and SOON or at + limit[2] + MARGIN - now)
    end
  end
  return longest
end

local function count(key, limits)
  local span = limits[#limits][2]
  call('ZREMRANGEBYSCORE', key, '-inf', now - span - MARGIN)
  call('ZADD', key, now + lease, ARGV[2])
  call('PEXPIRE', key, lease + span + MARGIN)
end

local due = call('ZSCORE', KEYS[2], ARGV[1])
if call('HGET', KEYS[1], 'status') ~= 'planned' or not due or tonumber(due) > now then return { 'taken', 0 } end

if KEYS[5] then
  local ofConversation, ofTenant = cjson.decode(ARGV[4]), cjson.decode(ARGV[5])
  local paused = math.max(call('PTTL', KEYS[5]), wait(KEYS[6], ofConversation))
  if paused > 0 then
    call('ZADD', KEYS[2], now + math.min(paused, tonumber(ARGV[6])), ARGV[1])
    return { 'later', paused }
  end
  local enough = KEYS[8] and wait(KEYS[6], cjson.decode(ARGV[7])) or 0
  if enough > 0 then
    call('HSET', KEYS[1], 'why', 'together')
    call('SADD', KEYS[8], ARGV[1])
    call('PEXPIRE', KEYS[8], ARGV[8])
    call('ZADD', KEYS[2], now + math.min(enough, tonumber(ARGV[6])), ARGV[1])
    return { 'later', enough }
  end
  local full = wait(KEYS[7], ofTenant)
  if full > 0 then return { 'full', full } end
  count(KEYS[6], ofConversation)
  count(KEYS[7], ofTenant)
end

local function take(key, id)
  call('HSET', key, 'status', 'sending', 'attempt', ARGV[2])
  call('HINCRBY', key, 'attempts', 1)
  call('ZADD', KEYS[2], now + lease, id)
  call('ZADD', KEYS[4], call('HGET', key, 'plannedAt'), id)
  call('ZREM', KEYS[3], id)
  if KEYS[8] then call('SREM', KEYS[8], id) end
end

local answer = { 'claimed', 0 }
take(KEYS[1], ARGV[1])
for position = 9, #KEYS do
  if call('HGET', KEYS[position], 'status') == 'planned' then
    take(KEYS[position], ARGV[position])
    answer[#answer + 1] = ARGV[position]
  else
    call('SREM', KEYS[8], ARGV[position])
  end
end
return answer
