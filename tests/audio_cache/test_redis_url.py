import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_cache.redis_url import check_redis_url, without_secrets


@pytest.mark.parametrize(
    "url",
    [
        *("redis://localhost", "redis://localhost:6379/0", "rediss://:secret@redis.example:6380/2"),
        *("redis://user:pass@[::1]:6379", "unix:///run/redis.sock", "unix:///run/redis.sock?db=1"),
    ],
)
def test_urls_that_redis_understands_are_accepted(url: str) -> None:
    check_redis_url(url)


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        ("localhost:6379", "begin with"),
        ("http://localhost", "begin with"),
        ("", "begin with"),
        ("redis://", "host"),
        ("redis://:6379", "host"),
        ("redis://localhost:port", "ort"),
        ("redis://localhost:99999", "ort"),
        ("redis://localhost/abc", "number of a database"),
        ("redis://localhost/0/1", "number of a database"),
        ("unix://", "path"),
        ("redis://[::1", "Invalid IPv6"),
    ],
)
def test_other_urls_are_refused_with_the_rule(url: str, rule: str) -> None:
    with pytest.raises(ValueError, match=rule):
        check_redis_url(url)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("redis://:wrongpw@127.0.0.1:9330/0", "redis://127.0.0.1:9330/0"),
        ("rediss://user:wrongpw@[::1]:6380", "rediss://[::1]:6380"),
        ("redis://h/1?password=wrongpw&db=2", "redis://h/1?db=2"),
        ("unix://user:wrongpw@/run/redis.sock?db=3", "unix:///run/redis.sock?db=3"),
    ],
)
def test_a_url_is_shown_without_its_secrets(url: str, shown: str) -> None:
    assert without_secrets(url) == shown


@given(st.text(alphabet="abc/:@?=&[]#%0"), st.sampled_from(["redis", "rediss", "unix"]))
def test_a_password_is_never_shown(rest: str, scheme: str) -> None:
    assert "wrongpw" not in without_secrets(f"{scheme}://user:wrongpw@host/{rest}")
