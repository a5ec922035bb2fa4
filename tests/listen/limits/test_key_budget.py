from datetime import UTC, datetime

import pytest
from redis import Redis

from listen.errors import QuotaExceeded
from listen.keys.api_key import ApiKey
from listen.limits.budget import Budget
from listen.limits.key_budget import KeyBudget


def key(key_id: str, characters_per_day: int | None = None) -> ApiKey:
    made = datetime.now(UTC)
    return ApiKey(key_id, "cms", None, (), "", made, characters_per_day=characters_per_day)


def test_each_key_has_the_characters_of_the_server(redis: Redis) -> None:
    budget = KeyBudget(Budget(redis), 100)
    budget.take(key("one"), 100)
    budget.take(key("two"), 99)
    for key_id in ("one", "two"):
        with pytest.raises(QuotaExceeded, match="'cms' may have 100 characters") as caught:
            budget.take(key(key_id), 2)
        assert (caught.value.retry_after or 0) > 86_000


def test_a_key_can_have_a_limit_of_its_own(redis: Redis) -> None:
    budget = KeyBudget(Budget(redis), 100)
    budget.take(key("more", 1000), 900)
    budget.take(key("unlimited", 0), 10**9)
    with pytest.raises(QuotaExceeded):
        budget.take(key("less", 10), 11)


def test_clients_without_a_key_have_no_limit(redis: Redis) -> None:
    KeyBudget(Budget(redis), 1).take(None, 2)
