import pytest
from hypothesis import given
from hypothesis import strategies as st
from redis import ConnectionPool

from audio_cache.redis_connection import connect
from audio_cache.redis_url import check_redis_url, without_secrets
from audio_cache.settings_values import SettingsError, parse_redis_url


@pytest.mark.parametrize(
    "url",
    [
        *("redis://localhost", "redis://localhost:6379/0", "rediss://:secret@redis.example:6380/2"),
        *("redis://user:pass@[::1]:6379", "unix:///run/redis.sock", "unix:///run/redis.sock?db=1"),
        *("redis://:a%40b%2Fc@my_redis", "redis://:a@b@h", "unix:///run/@a%C3%BC%FF.sock"),
        *("redis://h/0?socket_timeout=2.5&client_name=a", "rediss://h?ssl_cert_reqs=none"),
        "rediss://h?ssl_ca_certs=/a.pem&ssl_check_hostname=no&socket_keepalive=yes&max_connections=9",
    ],
)
def test_urls_that_redis_understands_are_accepted(url: str) -> None:
    check_redis_url(url)
    pool = ConnectionPool.from_url(url)
    pool.connection_class(**pool.connection_kwargs)  # does not connect


@pytest.mark.parametrize(
    "url",
    [
        *("valkey://localhost", "valkeys://user:pw@h:1/2?ssl_cert_reqs=none"),
        *("redis+sentinel://a/mymaster", "redis+sentinel://:pw@a:1,b,[::1]:2/my.master-1/3"),
        "rediss+sentinel://a/m?ssl_ca_certs=/a.pem&sentinel_username=u&sentinel_password=p%40q",
    ],
)
def test_other_kinds_of_urls_are_accepted(url: str) -> None:
    check_redis_url(url)
    connect(url).close()  # does not connect


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
        ("unix://run/redis.sock", "path of a socket, which begins with a slash"),
        ("unix:/run/redis.sock", "begin with"),
        (f"unix:///{'x' * 108}", "at most 10[37] bytes"),
        ("unix:///a%00b", "no NUL"),
        ("redis://[::1", "IPv6 in brackets"),
        ("redis://::1:6379", "IPv6 address in brackets|host"),
        ("redis://a:6379,b:6379/0", "port"),
        ("redis://a,b/0", "name or an address"),
        (f"redis://{'x' * 64}/0", "name or an address"),
        ("redis://a%00/0", "name or an address"),
        ("redis://localhost:0", "port"),
        ("redis://localhost:٣", "port"),
        ("redis://localhost/٣", "number of a database"),
        ("valkey+sentinel://a:26379/mymaster", "begin with"),
        ("redis+sentinel://a:26379", "name the service"),
        ("redis+sentinel://a:26379/my master", "blanks"),
        ("redis+sentinel://a:26379/mymaster/x", "number of a database"),
        ("redis+sentinel://a:26379/mymaster/0/1", "number of a database"),
        ("redis+sentinel://a,,b/mymaster", "host"),
        ("redis+sentinel:///mymaster", "host"),
        ("redis+sentinel://a:0/mymaster", "port"),
        ("redis+sentinel://a,b:x/mymaster", "port"),
        ("redis+sentinel://[::1/mymaster", "IPv6 in brackets"),
        ("redis+sentinel://:wrong/pw@a/mymaster", "percent-encoded"),
        ("redis+sentinel://a/mymaster?timeout=3", "supported options"),
        ("redis+sentinel://a/mymaster?ssl_cert_reqs=none", "supported options"),
        ("redis+sentinel://a/mymaster?sentinel_password=", "must have values"),
        ("valkey://", "host"),
        ("REDIS://localhost", "begin with"),
        (" redis://localhost", "blanks"),
        ("redis://localhost ", "blanks"),
        ("redis://local\nhost", "blanks"),
        ("redis://localhost?db=x", "'db' must have a valid value"),
        ("redis://localhost?timeout=3", "supported options"),
        ("redis://localhost?decode_responses=true", "supported options"),
        ("redis://localhost?socket_timeout=0.0", "must have a valid value"),
        ("redis://localhost?socket_timeout=soon", "'socket_timeout' must have"),
        ("redis://localhost?max_connections=", "'max_connections' must have"),
        ("rediss://localhost?ssl_cert_reqs=maybe", "'ssl_cert_reqs' must have"),
        ("redis://localhost?ssl_cert_reqs=none", "supported options"),
        ("redis://:wrong/pw@localhost", "percent-encoded"),
        ("redis://:12/pw@localhost", "percent-encoded"),
        ("redis://:wrong?pw@localhost", "percent-encoded"),
        ("redis://:wrong#pw@localhost", "percent-encoded"),
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
        ("valkeys://user:wrongpw@h:6380/2", "rediss://h:6380/2"),
        (
            "redis+sentinel://user:wrongpw@a,[::1]:1/m/2?sentinel_password=wrongpw",
            "redis+sentinel://a:26379,[::1]:1/m/2",
        ),
        ("redis+sentinel://:wrongpw@a", "a malformed URL"),
        ("redis+sentinel://:wrong/wrongpw@a/m", "a malformed URL"),
        ("redis://h/1?password=wrongpw&db=2", "redis://h/1?db=2"),
        ("unix://user:wrongpw@/run/redis.sock?db=3", "unix:///run/redis.sock?db=3"),
    ],
)
def test_a_url_is_shown_without_its_secrets(url: str, shown: str) -> None:
    assert without_secrets(url) == shown


@pytest.mark.parametrize(
    "url",
    [
        *("redis://:wrongpw/x@h/0", "redis://:12/wrongpw@h/0", "redis://u:wrongpw/0"),
        *("redis://:a?wrongpw@h", "redis://:a?wrongpw=1@h", "redis://:a#wrongpw@h"),
        *("user:wrongpw@h:6379/0", "redis:wrongpw@h", "unix://:a/wrongpw@/run/redis.sock"),
        *("redis://h:wrongpw", "redis://h?wrongpw=1", "redis://h?db=wrongpw", "//:wrongpw@h"),
        *("redis://h?socket_timeout=wrongpw", "redis://h/wrongpw", "redis+sentinel://:wrongpw@h"),
    ],
)
def test_neither_the_rule_nor_the_url_in_an_error_shows_a_secret(url: str) -> None:
    with pytest.raises(SettingsError, match="The setting 'redis_url' must be like") as caught:
        parse_redis_url("redis_url", url)
    assert "wrongpw" not in str(caught.value)
    assert caught.value.__suppress_context__


@given(st.text(alphabet="abc/:@?=&[]#%0"), st.sampled_from(["redis", "rediss", "unix"]))
def test_a_password_is_never_shown(rest: str, scheme: str) -> None:
    assert "wrongpw" not in without_secrets(f"{scheme}://user:wrongpw@host/{rest}")
