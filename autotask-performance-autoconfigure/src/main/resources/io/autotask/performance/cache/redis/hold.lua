-- A write is about to be sent: '?' before a value says so. A quarantine ('!') stays what it is.
-- KEYS: marks. ARGV: a new value, how long a write may take (ms).
for i = 1, #KEYS do
  local value = redis.call('GET', KEYS[i])
  if value and value:sub(1, 1) == '!' then
    redis.call('SET', KEYS[i], '!' .. ARGV[1], 'PX', math.max(redis.call('PTTL', KEYS[i]), 1))
  else
    redis.call('SET', KEYS[i], '?' .. ARGV[1], 'PX', ARGV[2])
  end
end
return 1
