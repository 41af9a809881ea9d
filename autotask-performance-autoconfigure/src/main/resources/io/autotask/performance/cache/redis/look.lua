-- Finds bytes whose marks are as they were, and tells what the marks are.
-- KEYS: the bytes, then their marks. ARGV: a value for marks that are not there, how long they live (ms).
local seal = ''
for i = 2, #KEYS do
  local value = redis.call('GET', KEYS[i])
  if not value then
    value = ARGV[1]
    redis.call('SET', KEYS[i], value, 'PX', ARGV[2])
  end
  seal = seal .. value .. ';'
end
local kept = redis.call('HMGET', KEYS[1], 'seal', 'since', 'bytes')
if kept[1] == seal then
  local time = redis.call('TIME')
  local age = time[1] * 1000 + math.floor(time[2] / 1000) - kept[2]
  return {seal, string.format('%.0f', math.max(age, 0)), kept[3]}
end
return {seal}
