"""The Lua scripts by which Redis changes the hash of a rendition: see `state.py`."""

# One of many equal requests creates the job. The others find the state queued or started, or an
# ended state that is not the one that they observed.
REQUEST = """
local state = redis.call('HGET', KEYS[1], 'state') or 'absent'
local is_new = 0
for index = 9, #ARGV do
    if ARGV[index] == state and state ~= 'queued' and state ~= 'started' then is_new = 1 end
end
if is_new == 1 then
    local run = tonumber(redis.call('HGET', KEYS[1], 'run')) or 0
    redis.call('DEL', KEYS[1])
    redis.call('HSET', KEYS[1], 'state', 'queued', 'attempt', 0, 'run', run, 'done', 0,
               'cached', 0, 'spec', ARGV[2], 'queue', ARGV[3], 'fallbacks', ARGV[4],
               'facts', ARGV[5], 'options', ARGV[6], 'since', ARGV[7],
               'origin', ARGV[8])
    redis.call('ZADD', KEYS[2], ARGV[7], ARGV[1])
end
return {is_new, redis.call('HMGET', KEYS[1], FIELDS)}
"""

# A late update must not restore a part of a hash that has expired.
UPDATE = """
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], unpack(ARGV))
return 1
"""

START = """
if redis.call('EXISTS', KEYS[1]) == 0 then return {0, 0} end
redis.call('HSET', KEYS[1], 'state', 'started', 'done', 0, 'cached', 0)
return {redis.call('HINCRBY', KEYS[1], 'attempt', 1), redis.call('HINCRBY', KEYS[1], 'run', 1)}
"""

# A rendition that was cancelled during its run must not come back as a hash that has nothing else.
PREEMPT = """
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], unpack(ARGV))
return redis.call('HINCRBY', KEYS[1], 'attempt', -1)
"""

# Who sees the end may request the rendition again at once: nothing must be changed after that.
END = """
if redis.call('EXISTS', KEYS[1]) == 1 then
    redis.call('HSET', KEYS[1], unpack(ARGV, 3))
    redis.call('EXPIRE', KEYS[1], ARGV[2])
end
redis.call('ZREM', KEYS[2], ARGV[1])
"""

FORGIVE = """
if tonumber(redis.call('HGET', KEYS[1], 'attempt') or 0) > 0 then
    redis.call('HINCRBY', KEYS[1], 'attempt', -1)
end
"""
