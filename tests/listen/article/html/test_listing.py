"""Lists of articles, as themes of static site generators build them, and articles beside them."""

import pytest
from lxml.html import document_fromstring

from listen.article.html.listing import is_listing

SUMMARY = "The bridge opened on Monday, and four hundred people crossed it in the first hour. "
TEXT = f"<p>{SUMMARY * 5}</p>" * 4


def check(body: str) -> bool:
    root = document_fromstring(f"<html><body>{body}</body></html>")
    return is_listing(root, lambda href: href.startswith("/") and href != "/own")


def repeat(item: str, times: int = 3) -> str:
    return "".join(item.replace("N", str(number)) for number in range(times))


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Posts</h1><ul>{repeat(f'<li><a href=/N>Post N</a><p>{SUMMARY}</p></li>')}</ul>",
        f"<h1>Posts</h1>{repeat(f'<h2><a href=/N>Post N</a></h2><p>{SUMMARY * 4}</p>', 2)}",
        f"<ul>{repeat('<li><time>2 May 2024</time> <a href=/N>Post N</a></li>')}</ul>",
        f"<ul>{repeat('<li>2024-05-02 · <a href=/N>Post N</a></li>')}</ul>",
        repeat(f"<article><header><h2>N</h2></header>{SUMMARY}<a href=/N></a></article>"),
        repeat(f"<article><h2><a href=/N>Whole post N</a></h2>{TEXT}</article>"),
        repeat(f"<div class=card><div><h3><a href=/N>N</a></h3><p>{SUMMARY}</p></div></div>", 6),
        "<h1>Posts</h1><ul><li><a href=/0>The only post</a></li></ul>",
        f"<p>A word of welcome.</p>{repeat(f'<h3><a href=/N>Post N</a></h3>{SUMMARY}')}",
    ],
)
def test_lists_are_found(body: str) -> None:
    assert check(body)


@pytest.mark.parametrize(
    "body",
    [
        f"<article><h1>Title</h1>{TEXT}</article>",
        f"<article><h1><a href=/own>Title</a></h1>{TEXT}</article>",
        f"<h1>Brief</h1><p><a href=/author/ann>Ann</a></p><p>{SUMMARY}</p>",
        f"<h1>Brief</h1><ul><li><a href=/tag/a>a</a></li></ul><p>{SUMMARY}</p>",
        f"<h1>Title</h1>{TEXT}<h2>Related</h2><ul>{repeat('<li><a href=/N>Post N</a></li>')}</ul>",
        f"<article>{TEXT}</article>{repeat(f'<article><a href=/N>N</a>{SUMMARY}</article>')}",
        f"<article><a href=/t>t</a>{TEXT}</article>"
        f"{repeat('<article class=comment><a href=/N>N</a> wrote: I agree.</article>', 9)}",
        f"<h1>Guide</h1><ul>{repeat('<li><a href=#N>Chapter N</a></li>')}</ul>{TEXT}",
        f"<h1>Sources</h1>{TEXT}<ol>{repeat('<li><a href=https://x.org/N>Book N</a></li>')}</ol>",
        f"<nav><ul>{repeat('<li><a href=/N>Page N</a></li>', 9)}</ul></nav><p>{SUMMARY}</p>",
        f"<h1>Title</h1>{repeat(f'<p>{SUMMARY * 4}</p><p>Read also: <a href=/N>Post N</a></p>')}",
        f"<ul>{repeat('<li><a href=/N>Menu N</a></li>', 200)}</ul><h1>Title</h1>{TEXT}",
        f"<h1>Wiki</h1>{repeat(f'<h2>Part N <span>[<a href=/e>edit</a>]</span></h2>{TEXT}')}",
        "",
    ],
)
def test_articles_are_no_lists(body: str) -> None:
    assert not check(body)
