-- What every act shares. It stands in front of each script of this folder.
--
-- KEYS[1] generation   KEYS[2] operation   KEYS[3] audit   KEYS[4] audit of the subject   KEYS[5] audit by the actor
-- KEYS[6] outbox       KEYS[7…] the script's own
-- ARGV[1] generation   ARGV[2] digest of the arguments   ARGV[3] how long the operation is remembered (ms)
-- ARGV[4] now (ms)     ARGV[5] audit entry (JSON, kept as it is)   ARGV[6] the script's own arguments (JSON)
--
-- A script first calls opened() and returns what that returns, then checks everything, writes its own state, and ends
-- with committed(), or with remembered() where all was already as asked. Nothing is written before the last check,
-- because Redis does not roll back.
-- Returns JSON: { result = … } or { refused = code, … }. An empty list comes out as {}.

local call = redis.call
-- How many keys stand before a script's own.
local SHARED = 6
local digest = ARGV[2]
local now = tonumber(ARGV[4])
local args = cjson.decode(ARGV[6])

local function refused(code, more)
  local answer = more or {}
  answer.refused = code
  return cjson.encode(answer)
end

-- The first result of an operation that has run already, a refusal when it had other arguments or when the tenant was
-- imported anew since the caller read it, or when its user may not write; nil when the act may go on.
local function opened()
  local first = call('GET', KEYS[2])
  if first then
    if string.sub(first, 1, #digest) ~= digest then return refused('operation-reused') end
    return string.sub(first, #digest + 2)
  end
  if call('GET', KEYS[1]) ~= ARGV[1] then return refused('tenant-replaced') end
  return refusedWrites(KEYS[2])
end

-- Appends a notice (JSON) for the people it concerns.
local function notify(notice)
  call('XADD', KEYS[6], '*', 'notice', notice)
end

-- Files a new invoice: with its owner's, among those not paid, and in what the month cost by product and by purchaser.
-- `first` is the position in KEYS of what store/invoices.ts names as `filingKeys`, `invoice` what it makes as `filing`.
local function fileInvoice(first, invoice)
  call('HSET', KEYS[first], invoice.id, invoice.record)
  if invoice.unpaid then call('ZADD', KEYS[first + 1], invoice.dueAt, invoice.owner .. '\t' .. invoice.id) end
  call('ZADD', KEYS[first + 2], 0, invoice.month)
  call('ZINCRBY', KEYS[first + 3], invoice.amount, invoice.product)
  call('ZINCRBY', KEYS[first + 4], invoice.amount, invoice.owner)
end

-- Whether the unpaid invoices that a credit settles are still as they were read: nobody has paid them meanwhile.
-- KEYS[10] invoices of the payer   KEYS[11] those not paid, of everybody
-- args: { settles = what store/invoices.ts makes as `settling`, only where there is a credit that settles something }
local function invoicesAsRead()
  for _, invoice in ipairs(args.settles or {}) do
    local stored = call('HGET', KEYS[10], invoice.id)
    if not stored or (cjson.decode(stored).version or 1) ~= invoice.version then return false end
  end
  return true
end

local function settleInvoices()
  for _, invoice in ipairs(args.settles or {}) do
    call('HSET', KEYS[10], invoice.id, invoice.record)
    if invoice.settled then call('ZREM', KEYS[11], invoice.settled) end
  end
end

-- Counts licenses of a usable subscription that were given or taken: `counts` are those of its product, `was` and `is` how
-- many people have one. People beyond the licenses there are count apart, so that they hide no free one of another.
local function countAssigned(counts, quantity, was, is)
  call('HINCRBY', counts, 'assigned', is - was)
  local over = math.max(0, is - quantity) - math.max(0, was - quantity)
  if over ~= 0 then call('HINCRBY', counts, 'over', over) end
end

-- Writes what a script was told about one subscription; its version and its seats are the script's own business.
-- KEYS[7] subscription   KEYS[8] history   KEYS[9] counts of the product   KEYS[10…14] where an invoice is filed
-- KEYS[15] open payments
-- args: { fields = { name = text… }, history = [JSON…], notices = [JSON…], counts = { field = delta… },
--         invoice = what fileInvoice() wants, settles = what invoicesAsRead() has looked at, paid = id of the payment that this settles,
--         refund = { id, record = JSON } to be paid out, each only where there is one,
--         out = [[position among its own keys, member]…] to be taken out of indexes, into = [same] }
local function writeSubscription()
  for field, value in pairs(args.fields) do call('HSET', KEYS[7], field, value) end
  for _, event in ipairs(args.history) do call('RPUSH', KEYS[8], event) end
  for field, delta in pairs(args.counts) do call('HINCRBY', KEYS[9], field, delta) end
  if args.invoice then fileInvoice(10, args.invoice) end
  settleInvoices()
  if args.paid then call('HDEL', KEYS[15], args.paid) end
  if args.refund then call('HSET', KEYS[15], args.refund.id, args.refund.record) end
  for _, entry in ipairs(args.out) do call('ZREM', KEYS[SHARED + entry[1]], entry[2]) end
  for _, entry in ipairs(args.into) do call('ZADD', KEYS[SHARED + entry[1]], 0, entry[2]) end
  for _, notice in ipairs(args.notices) do notify(notice) end
end

-- Ids in the audit trail are the service's time, so that it can be read by it; a clock that went back reorders nothing.
local function auditId()
  local last = call('XREVRANGE', KEYS[3], '+', '-', 'COUNT', 1)[1]
  local filed = last and string.match(last[1], '^%d+')
  if filed and tonumber(filed) > now then return filed .. '-*' end
  return ARGV[4] .. '-*'
end

-- Remembers what a repeat of the operation is answered, and returns it.
local function answered(answer)
  call('SET', KEYS[2], digest .. '\n' .. answer, 'PX', ARGV[3])
  return answer
end

-- The same for a result.
local function remembered(result)
  return answered(cjson.encode({ result = result }))
end

-- Score and member of an entry in the audit indexes: as many digits for each, because equal scores are ordered by text.
local function indexed(id)
  local at, number = string.match(id, '^(%d+)-(%d+)$')
  return at, at .. '-' .. string.rep('0', 12 - #number) .. number
end

-- Writes the audit entry with what changed, remembers the result and returns it. `subjects` are keys of further audit
-- indexes that shall lead to the entry; there may be none.
local function committed(result, before, after, subjects)
  local id = call('XADD', KEYS[3], auditId(), 'entry', ARGV[5], 'before', cjson.encode(before), 'after', cjson.encode(after))
  local at, member = indexed(id)
  call('ZADD', KEYS[4], at, member)
  call('ZADD', KEYS[5], at, member)
  for _, subject in ipairs(subjects or {}) do call('ZADD', subject, at, member) end
  return remembered(result)
end
