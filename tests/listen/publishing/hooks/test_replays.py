import pytest
from redis import Redis

from listen.errors import Unauthorized
from listen.publishing.hooks.message import SignedMessage
from listen.publishing.hooks.replays import ReplayMemory


def message(message_id: str = "msg_1") -> SignedMessage:
    return SignedMessage(message_id, 1, b"{}")


def test_a_message_is_accepted_once(redis: Redis) -> None:
    memory = ReplayMemory(redis)
    with memory.once("news", message()):
        pass
    with pytest.raises(Unauthorized, match="received before"), memory.once("news", message()):
        pytest.fail("a replay was accepted")


def test_sites_and_messages_have_memories_of_their_own(redis: Redis) -> None:
    memory = ReplayMemory(redis)
    for site, name in (("news", "a"), ("blog", "a"), ("news", "b"), ("news", "\ud800")):
        with memory.once(site, message(name)):
            pass


def test_a_message_that_could_not_be_handled_may_be_sent_again(redis: Redis) -> None:
    memory = ReplayMemory(redis)
    with pytest.raises(OSError, match="full"), memory.once("news", message()):
        raise OSError("full")
    with memory.once("news", message()):
        pass


def test_a_message_is_remembered_for_longer_than_it_is_valid(redis: Redis) -> None:
    """A message from five minutes in the future is valid for ten."""
    with ReplayMemory(redis).once("news", message()):
        pass
    (key,) = redis.keys("listen:hook:*")
    assert 600 < redis.ttl(key) <= 3600
