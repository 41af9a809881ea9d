-- Tells everybody the number of the last news, so that who missed one notices.
-- KEYS: that number. ARGV: a channel, who speaks.
redis.call('PUBLISH', ARGV[1], (redis.call('GET', KEYS[1]) or '0') .. ':' .. ARGV[2])
return 1
