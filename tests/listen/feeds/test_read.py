"""Formats are told by their content, whatever media type the server declares."""

import gzip
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listen.feeds.articles import FeedError
from listen.feeds.download import Download
from listen.feeds.read import detect_format, read_list

URL = "https://news.example/x"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<rss/>", "rss"),
        ('<?xml version="1.0"?>\n<?xml-stylesheet href="a.xsl"?><!-- made by -->\n<rss/>', "rss"),
        ("\ufeff <feed xmlns='http://www.w3.org/2005/Atom'/>", "rss"),
        ("<rdf:RDF/>", "rss"),
        ("<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>", "rss"),
        ("<urlset/>", "sitemap"),
        ("<ns0:sitemapindex/>", "sitemap"),
        ("<sitemapindex/>", "sitemap"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', "json_feed"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": [', "json_feed"),
        ("<!doctype html><html><body><rss></body></html>", "page"),
        ("<html>", "page"),
        ('{"version": "https:\\/\\/jsonfeed.org\\/version\\/1", "items": []}', "json_feed"),
        ('{"version": "3"}', "unknown"),
        ("<opml/>", "unknown"),
        ("", "unknown"),
    ],
)
def test_the_format_is_told_by_the_content(body: str, expected: str) -> None:
    for media_type in ("", "application/octet-stream", "application/xml"):
        assert detect_format(Download(URL, body.encode(), media_type)) == expected
    assert detect_format(Download(URL, gzip.compress(body.encode()))) == expected


@pytest.mark.parametrize("media_type", ["text/html", "text/plain", "text/markdown"])
def test_a_page_may_be_a_fragment_or_text(media_type: str) -> None:
    assert detect_format(Download(URL, b"<p>Words.", media_type)) == "page"
    assert detect_format(Download(URL, b"<rss/>", media_type)) == "rss"


@pytest.mark.parametrize(
    ("download", "message"),
    [
        (Download(URL, b"<html>", status=404), "with status 200, got 404"),
        (Download(URL, b"<html><p>Not a list"), "neither a feed nor a sitemap: it begins"),
        (Download(URL, b"\x1f\x8bno gzip at all"), "not valid gzip"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_one_clear_error(download: Download, message: str) -> None:
    with pytest.raises(FeedError, match=message):
        read_list(download)


@given(st.binary(max_size=200), st.sampled_from(["", "text/html", "application/json"]))
def test_any_bytes_have_a_format_and_are_read_or_refused(body: bytes, media_type: str) -> None:
    download = Download(URL, body, media_type)
    detect_format(download)
    with suppress(FeedError):
        read_list(download)
