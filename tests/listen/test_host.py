import pytest

from listen.host import canonical, host_of


@pytest.mark.parametrize(
    ("host", "canonical_host"),
    [
        ("Example.ORG", "example.org"),
        ("example.org.", "example.org"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("ex。ample.org", "ex.ample.org"),
        ("①②⑦.⓪.⓪.①", "127.0.0.1"),
        ("ⓛocalhost", "localhost"),
        ("a_b.example.org", "a_b.example.org"),
        ("192.0.2.7", "192.0.2.7"),
        ("2001:DB8:0::1", "2001:db8::1"),
    ],
)
def test_a_host_has_one_form(host: str, canonical_host: str) -> None:
    assert canonical(host) == canonical_host


@pytest.mark.parametrize(
    "host",
    [
        *("", ".", "..", "a..b", "-a.org", "a-.org", "a b.org", "a%62.org", "a/b", "x" * 64),
        *("0177.0.0.1", "0x7f.1", "127.1", "2130706433", "0x7f000001", "1.2.3.4.5", "a.0x1"),
        *("127.0.0.1!", "[::1]", "::1%lo", "1::2::3", "ab." * 90 + "org", "?.org", "\ud800.org"),
    ],
)
def test_a_name_that_other_programs_may_interpret_differently_is_refused(host: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        canonical(host)


def test_names_that_look_alike_are_different() -> None:
    assert canonical("аррle.com") != "apple.com"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://User@EXAMPLE.org:8443/a?b", "example.org"),
        ("http://[::1]/", "::1"),
        ("/a", None),
        ("http://[", None),
        ("http://127.1/", None),
    ],
)
def test_the_host_of_a_url(url: str, host: str | None) -> None:
    assert host_of(url) == host
