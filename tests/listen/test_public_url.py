import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_cache.settings_values import SettingsError
from listen.config import WebConfig
from listen.public_url import parse_public_url


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("", ""),
        ("https://news.example", "https://news.example"),
        ("https://news.example/", "https://news.example"),
        ("https://news.example/listen/", "https://news.example/listen"),
        ("HTTPS://News.Example./Listen/v2.0_~-", "https://news.example/Listen/v2.0_~-"),
        ("https://news.example:443/a", "https://news.example/a"),
        ("http://news.example:80", "http://news.example"),
        ("http://news.example:443", "http://news.example:443"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://192.0.2.7:08080/a", "http://192.0.2.7:8080/a"),
        ("http://[2001:DB8:0::1]:8000/a", "http://[2001:db8::1]:8000/a"),
        ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example"),
    ],
)
def test_a_public_url_has_one_form(url: str, canonical: str) -> None:
    assert parse_public_url(url) == canonical
    assert parse_public_url(canonical) == canonical


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        ("news.example/listen", "begin with http"),
        ("//news.example", "begin with http"),
        ("/listen", "begin with http"),
        ("ftp://news.example", "begin with http"),
        ("https:/news.example", "begin with http"),
        ("https:news.example", "begin with http"),
        ("javascript:alert(1)", "begin with http"),
        ("https://", "host"),
        ("https:///listen", "host"),
        ("https://:8000", "host"),
        ("https://-a.example", "host"),
        ("https://a..b", "host"),
        ("https://127.1", "host"),
        ("https://[::1", "host"),
        ("https://[::1%25lo]", "host"),
        ("https://news.example:", "port"),
        ("https://news.example:0", "port"),
        ("https://news.example:65536", "port"),
        ("https://news.example:http", "port"),
        ("https://news.example:8000:9", "port"),
        ("https://news.example/a?b", "query"),
        ("https://news.example?", "query"),
        ("https://news.example/#a", "fragment"),
        ("https://news.example/a b", "spaces"),
        (" https://news.example", "spaces"),
        ("https://news.example/\n", "spaces"),
        ("https://news.exam\tple", "spaces"),
        ("https://news.example/\x00", "spaces"),
        ("https://bücher.example", "ASCII"),
        ("https://news.example/hören", "ASCII"),
        ("https://news.example//listen", "segments"),
        ("https://news.example/listen//", "segments"),
        ("https://news.example/.", "segments"),
        ("https://news.example/../a", "segments"),
        ("https://news.example/a/./b", "segments"),
        ("https://news.example/a%2Fb", "segments"),
        ("https://news.example/%", "segments"),
        ('https://news.example/"onload=', "segments"),
        ("https://news.example/'a'", "segments"),
        ("https://news.example/<a>", "segments"),
        ("https://news.example/a\\b", "segments"),
        ("https://news.example\\a", "host"),
    ],
)
def test_other_urls_are_refused_in_one_line_with_the_rule(url: str, rule: str) -> None:
    with pytest.raises(SettingsError, match=rule) as raised:
        WebConfig.load({"LISTEN_PUBLIC_URL": url})
    message = str(raised.value)
    assert "'public_url'" in message
    assert message.isprintable()


@pytest.mark.parametrize("url", ["https://me:hunter2@news.example", "https://hunter2@a/b@c"])
def test_an_error_shows_no_password(url: str) -> None:
    with pytest.raises(SettingsError, match="user name") as raised:
        parse_public_url(url)
    assert "hunter2" not in str(raised.value)


@given(st.text() | st.text().map("https://news.example/".__add__))
def test_any_text_is_accepted_in_canonical_form_or_refused(text: str) -> None:
    try:
        url = parse_public_url(text)
    except SettingsError:
        return
    assert parse_public_url(url) == url


@pytest.mark.parametrize("value", [5, True, ["https://news.example"], {}])
def test_it_must_be_a_string(value: object) -> None:
    with pytest.raises(SettingsError, match="'public_url' must be a string"):
        WebConfig.load({}, public_url=value)
