import pytest
from lxml.html import document_fromstring

from listen.article.html.head import Head, read_head


def head(*elements: str) -> Head:
    return read_head(document_fromstring(f"<html><head>{''.join(elements)}</head><body></body>"))


def test_everything_that_a_head_declares_is_read() -> None:
    found = head(
        '<link rel="canonical" href=" https://a.org/x ">',
        '<meta property="og:type" content="Article">',
        '<meta property="og:image" content="/a.jpg"><meta name="twitter:image" content="/b.jpg">',
        '<meta property="article:modified_time" content="2024-05-02">',
        '<meta property="article:tag" content="x"><meta property="article:tag" content="y">',
    )
    assert found == Head("https://a.org/x", False, True, "/a.jpg", "2024-05-02", ("x", "y"))


def test_an_empty_head_declares_nothing() -> None:
    assert head("<link rel=canonical>", "<meta>") == Head(None, False, False, None, None, ())


@pytest.mark.parametrize(
    ("content", "is_redirect"),
    [("0; url=/x", True), ("5;URL='/x'", True), ("0", False), ("300", False), ("x", False)],
)
def test_a_refresh_is_a_redirect_if_it_leads_elsewhere(content: str, is_redirect: bool) -> None:
    found = head(f'<meta http-equiv="Refresh" content="{content}">')
    assert found.is_redirect == is_redirect
