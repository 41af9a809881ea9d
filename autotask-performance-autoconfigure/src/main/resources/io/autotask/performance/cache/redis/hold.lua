-- A write is about to be sent: '?' before a value says so. A quarantine ('!') stays what it is.
-- KEYS: marks, then the holders of each. ARGV: a new value, how long a write may take (ms), which write.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local marks = #KEYS / 2
for i = 1, marks do
  redis.call('ZADD', KEYS[marks + i], now + ARGV[2], ARGV[3])
  redis.call('PEXPIRE', KEYS[marks + i], ARGV[2])
  local value = redis.call('GET', KEYS[i])
  if value and value:sub(1, 1) == '!' then
    redis.call('SET', KEYS[i], '!' .. ARGV[1], 'PX', math.max(redis.call('PTTL', KEYS[i]), 1))
  else
    redis.call('SET', KEYS[i], '?' .. ARGV[1], 'PX', ARGV[2])
  end
end
return 1
