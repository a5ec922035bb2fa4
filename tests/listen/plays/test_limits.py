"""Limits of one address."""

from listen.plays.limits import MAX_LOADS, MAX_LOADS_OF_ARTICLE, LoadLimits


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_an_address_loads_an_article_so_often_in_an_hour() -> None:
    clock = Clock()
    limits = LoadLimits(clock)
    allowed = [limits.allows("192.0.2.1", "news/a", str(number)) for number in range(100)]
    assert allowed == [True] * MAX_LOADS_OF_ARTICLE + [False] * (100 - MAX_LOADS_OF_ARTICLE)
    assert limits.allows("192.0.2.1", "news/a", "0")  # it goes on
    assert limits.allows("192.0.2.2", "news/a", "100")
    assert limits.allows("192.0.2.1", "news/b", "100")
    clock.now += 3600
    assert limits.allows("192.0.2.1", "news/a", "100")


def test_an_address_loads_so_many_articles_in_an_hour() -> None:
    limits = LoadLimits(Clock())
    allowed = [limits.allows("192.0.2.1", f"news/{number}", "x") for number in range(MAX_LOADS + 9)]
    assert allowed == [True] * MAX_LOADS + [False] * 9


def test_nothing_in_memory_names_an_address() -> None:
    limits = LoadLimits()
    limits.allows("192.0.2.77", "news/a", "nonce")
    assert "192.0.2.77" not in repr(vars(limits))
