-- Keeps bytes, unless a mark has changed since, or is held.
-- KEYS: the bytes, then their marks. ARGV: the seal, how old the bytes are (ms), how long they live (ms), the bytes.
local seal = ''
for i = 2, #KEYS do
  local value = redis.call('GET', KEYS[i])
  if not value or value:sub(1, 1) == '?' or value:sub(1, 1) == '!' then
    return 0
  end
  seal = seal .. value .. ';'
end
if seal ~= ARGV[1] then
  return 0
end
local time = redis.call('TIME')
local since = time[1] * 1000 + math.floor(time[2] / 1000) - ARGV[2]
redis.call('HSET', KEYS[1], 'seal', seal, 'since', string.format('%.0f', since), 'bytes', ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
