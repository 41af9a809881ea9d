-- A write has ended: new values, '!' before them as long as it may still be carried out, and '?' as long as another write
-- is on its way.
-- KEYS: the number of the last news, then marks, then the holders of each. ARGV: a new value, how long marks live (ms),
-- the quarantine (ms, 0 for none), a channel, news for it, which write.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local quarantine = tonumber(ARGV[3])
local marks = (#KEYS - 1) / 2
for i = 2, marks + 1 do
  local holders = KEYS[marks + i]
  redis.call('ZREM', holders, ARGV[6])
  redis.call('ZREMRANGEBYSCORE', holders, '-inf', now)
  local last = redis.call('ZRANGE', holders, -1, -1, 'WITHSCORES')
  local held = last[2] and (last[2] - now) or 0
  local value = redis.call('GET', KEYS[i])
  local left = quarantine
  if value and value:sub(1, 1) == '!' then
    left = math.max(left, redis.call('PTTL', KEYS[i]))
  end
  if left > 0 then
    redis.call('SET', KEYS[i], '!' .. ARGV[1], 'PX', math.max(left, held))
  elseif held > 0 then
    redis.call('SET', KEYS[i], '?' .. ARGV[1], 'PX', held)
  else
    redis.call('SET', KEYS[i], ARGV[1], 'PX', ARGV[2])
  end
end
redis.call('PUBLISH', ARGV[4], redis.call('INCR', KEYS[1]) .. ':' .. ARGV[5])
return 1
