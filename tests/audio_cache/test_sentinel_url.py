import pytest

from audio_cache.sentinel_url import SentinelUrl, is_sentinel_url, parse_sentinel_url


def test_a_url_has_the_sentinels_the_service_and_the_server() -> None:
    url = (
        "rediss+sentinel://user:a%40b@one,two:1,[::1]/news-1/2"
        "?ssl_cert_reqs=none&sentinel_username=s&sentinel_password=p%2Fq"
    )
    assert is_sentinel_url(url)
    assert parse_sentinel_url(url) == SentinelUrl(
        "news-1",
        ("rediss://one:26379", "rediss://two:1", "rediss://[::1]:26379"),
        "rediss://user:a%40b@one:26379/2?ssl_cert_reqs=none",
        "s",
        "p/q",
    )


def test_a_server_has_no_sentinels() -> None:
    assert not is_sentinel_url("redis://one,two/mymaster")


@pytest.mark.parametrize("url", ["redis+sentinel://a", "redis+sentinel://a/", "redis+sentinel:///"])
def test_the_service_is_required(url: str) -> None:
    with pytest.raises(ValueError, match="service of the Sentinels"):
        parse_sentinel_url(url)
