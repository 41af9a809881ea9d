-- A write has ended: new values, and '!' before them as long as it may still be carried out.
-- KEYS: the number of the last news, then marks. ARGV: a new value, how long marks live (ms), the quarantine (ms, 0 for
-- none), a channel, news for it.
local quarantine = tonumber(ARGV[3])
for i = 2, #KEYS do
  local value = redis.call('GET', KEYS[i])
  local left = quarantine
  if value and value:sub(1, 1) == '!' then
    left = math.max(left, redis.call('PTTL', KEYS[i]))
  end
  if left > 0 then
    redis.call('SET', KEYS[i], '!' .. ARGV[1], 'PX', left)
  else
    redis.call('SET', KEYS[i], ARGV[1], 'PX', ARGV[2])
  end
end
redis.call('PUBLISH', ARGV[4], redis.call('INCR', KEYS[1]) .. ':' .. ARGV[5])
return 1
