-- Puts a notice that was set aside behind everything else in the outbox, once.
--
-- KEYS[1] those set aside   KEYS[2] outbox   ARGV[1] id of the old entry   ARGV[2] the notice (JSON)

if redis.call('ZREM', KEYS[1], ARGV[1]) == 0 then return 0 end
redis.call('XADD', KEYS[2], '*', 'notice', ARGV[2])
return 1
