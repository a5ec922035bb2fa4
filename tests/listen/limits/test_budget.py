from redis import Redis

from listen.limits.budget import Budget


def test_a_budget_is_taken_until_it_is_used_up(redis: Redis) -> None:
    budget = Budget(redis)
    assert budget.rest("a") < 0
    assert budget.take("a", 60, 100, 3600) == 0
    assert 3590 < budget.take("a", 60, 100, 3600) <= 3600
    assert budget.take("a", 40, 100, 3600) == 0
    assert budget.used("a") == 100
    assert budget.take("b", 101, 100, 3600) == 3600, "it was never used"
    assert budget.used("b") == 0


def test_what_is_given_back_can_be_taken_again(redis: Redis) -> None:
    budget = Budget(redis)
    budget.take("a", 1, 1, 3600)
    budget.give_back("a")
    assert budget.take("a", 1, 1, 3600) == 0
    budget.give_back("never taken")
    assert budget.used("never taken") == 0
