"""Pages of one article, and pages that are something else: as real systems write them."""

from pathlib import Path

import pytest

from listen.article.html.extract import find_page_facts
from listen.article.html.page_facts import PageFacts

URL = "https://news.example/2026/bridge/"
PAGES = Path(__file__).parents[1] / "pages"

SENTENCE = "The harbour bridge opened again on Monday, after fourteen months of work on its pier. "
BODY = f"<p>{SENTENCE * 2}</p><p>The council pays. {SENTENCE}</p>"
TEASER = (
    "<{tag}><h2><a href='/2026/{n}/'>The long story of bridge number {n}</a></h2>"
    "<p>{text}</p></{tag}>"
)
SHORT = "<p>The old bridge is open again.</p><p>A flood had damaged it two years ago.</p>"


def json_ld(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


def page(body: str, head: str = "", body_class: str = "") -> str:
    return (
        f'<!doctype html><html lang="en"><head><title>A page</title>{head}</head>'
        f'<body class="{body_class}"><header><a href="/">The News</a></header>'
        f"<main>{body}</main><footer><p>© The News</p></footer></body></html>"
    )


def teasers(tag: str = "article", text: str = SENTENCE, count: int = 8) -> str:
    return "".join(TEASER.format(tag=tag, n=n, text=text) for n in range(count))


OG = '<meta property="og:type" content="article">'
HEADING = "<h1>The bridge is open</h1>"
NEWS = '{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "The bridge"%s}'
YOAST = (
    '{"@graph": [{"@type": "%s", "@id": "https://news.example/2026/bridge/"},'
    '{"@type": "BreadcrumbList"}, {"@type": "WebSite", "url": "https://news.example/"}%s]}'
)

ARTICLES = {
    "NewsArticle": page(HEADING + BODY, json_ld(NEWS % "")),
    "NewsArticle of this URL": page(
        HEADING + BODY, json_ld(NEWS % ', "mainEntityOfPage": {"@id": "/2026/bridge"}')
    ),
    "a list of nodes": page(HEADING + BODY, json_ld(f"[{{}}, {NEWS % ''}]")),
    "a graph (Yoast)": page(
        HEADING + BODY,
        json_ld(YOAST % ("WebPage", ', {"@type": ["Article", "NewsArticle"]}')),
    ),
    "mainEntity of a page": page(
        HEADING + BODY, json_ld('{"@type": "WebPage", "mainEntity": {"@type": "BlogPosting"}}')
    ),
    "a short report that its data describes": page(
        f"{HEADING}<p>{SENTENCE}{SENTENCE}</p>", json_ld(NEWS % f', "url": "{URL}"')
    ),
    "a short report as data": page(HEADING + SHORT, json_ld(NEWS % f', "url": "{URL}"')),
    "a short report with two signs": page(f"<article>{HEADING}{SHORT}</article>", OG),
    "Open Graph": page(HEADING + BODY, OG),
    "published time": page(
        HEADING + BODY, '<meta property="article:published_time" content="2026-11-28">'
    ),
    "article element": page(f"<article>{HEADING}{BODY}</article>"),
    "microdata": page(
        f"<div itemscope itemtype='https://schema.org/BlogPosting'>{HEADING}{BODY}</div>"
    ),
    "h-entry": page(f"<div class='h-entry'>{HEADING}<div class='e-content'>{BODY}</div></div>"),
    "WordPress without markup": page(HEADING + BODY, body_class="post-template single single-post"),
    "its heading links to itself": page(
        f"<article><h1><a href='{URL}?a=b#c'>The bridge is open to all</a></h1>{BODY}</article>"
    ),
    "related articles below": page(f"<article>{HEADING}{BODY * 3}</article>{teasers(count=4)}", OG),
    "a related article within": page(
        f"<article>{HEADING}<p>{SENTENCE * 2}</p>"
        f"<h3><a href='/2026/1/'>Read also: the ferries of the harbour</a></h3>{BODY}</article>"
    ),
    "a linked section above": page(
        f"<h2><a href='/news/'>News from the harbour district</a></h2>{HEADING}{BODY * 2}", OG
    ),
    "an unrelated list in its data": page(
        HEADING + BODY, json_ld('{"@type": "ItemList", "itemListElement": []}') + OG
    ),
    "broken data": page(HEADING + BODY, json_ld('{"@type": ') + OG),
}

OTHERS = {
    "the front page": (page(HEADING + BODY, OG), "https://news.example/"),
    "a home page of excerpts": (page(teasers(), OG), "https://news.example/en/"),
    "a home page of whole articles": (
        page(teasers(text=SENTENCE * 6), OG),
        "https://news.example/blog",
    ),
    "a category (WordPress)": (
        page(f"<h1>Category: Harbour</h1>{teasers('li')}", OG, "archive category"),
        "https://news.example/category/harbour/",
    ),
    "a category (Yoast)": (
        page(f"<h1>Harbour</h1>{BODY}{teasers()}", OG + json_ld(YOAST % ("CollectionPage", ""))),
        "https://news.example/category/harbour/",
    ),
    "a tag (Ghost)": (page(teasers("div")), "https://news.example/tag/harbour/"),
    "a list whose items are described": (
        page(
            teasers(),
            json_ld('{"@type": "ItemList", "itemListElement": [{"item": %s}]}' % (NEWS % "")),
        ),
        "https://news.example/harbour/",
    ),
    "a list whose articles are described": (
        page(teasers(), json_ld(NEWS % ', "url": "https://news.example/2026/1/"')),
        "https://news.example/harbour/",
    ),
    "a list with microformats": (
        page(
            "".join(
                f"<div class='h-entry'>{TEASER}</div>".format(tag="div", n=n, text=SENTENCE)
                for n in range(6)
            )
        ),
        "https://news.example/notes/",
    ),
    "a list with short titles": (
        page(
            "".join(
                f"<article><h2><a href='/{n}/'>Part {n}</a></h2>{BODY}</article>" for n in (1, 2, 3)
            ),
            OG,
        ),
        "https://news.example/series/",
    ),
    "a list of items without headings": (
        page(
            "<h1>Harbour</h1><ul>"
            + "".join(
                f"<li><a href='/2026/{n}/'>Bridge {n}</a><p>{SENTENCE}</p></li>" for n in range(9)
            )
            + "</ul>",
            OG,
        ),
        "https://news.example/harbour/",
    ),
    "an archive of titles": (
        page(
            "<article><h1>Archive</h1><ul>"
            + "".join(
                f"<li><time>2 May</time> <a href='/2026/{n}/'>Bridge {n}</a></li>" for n in range(9)
            )
            + "</ul></article>",
            OG,
        ),
        "https://news.example/archive/",
    ),
    "a list whose links have other forms": (
        page(
            "".join(
                f"<h3><a href='https://www.news.example/2026/{n}?x=1#top'>Bridge {n}</a></h3>"
                f"<p>{SENTENCE}</p>"
                for n in range(9)
            ),
            OG,
        ),
        "https://news.example/blog/",
    ),
    "a paginated list": (page(teasers(), OG), "https://news.example/page/2/"),
    "search results": (
        page(f"<h1>Results for bridge</h1>{teasers()}", '<meta name="robots" content="noindex">'),
        "https://news.example/search/bridge/",
    ),
    "search results as data": (
        page(HEADING + BODY, OG + json_ld('{"@type": "SearchResultsPage"}')),
        "https://news.example/find/",
    ),
    "a search without results": (
        page("<h1>Results for some words</h1><p>Nothing was found. Try other words.</p>", OG),
        "https://news.example/search",
    ),
    "log in (WordPress)": (
        page("<form><label>User <input></label></form>", "<meta name='robots' content='noindex'>"),
        "https://news.example/wp-login.php",
    ),
    "log in (a page)": (
        page(f"<article><h1>Log in</h1>{SHORT}<form><input type='password'></form></article>", OG),
        "https://news.example/login/",
    ),
    "a soft 404": (
        page(
            "<h1>Not found</h1><p>The page that you look for is not here any more, sorry.</p>", OG
        ),
        "https://news.example/nothing",
    ),
    "an imprint": (page("<h1>Imprint</h1><p>The News, 1 Harbour St.</p>"), URL),
    "prose without a declaration": (page(HEADING + BODY), URL),
    "an author (Yoast)": (
        page(f"<article>{HEADING}{BODY}</article>", json_ld(YOAST % ("ProfilePage", ""))),
        "https://news.example/author/ann/",
    ),
    "a forum thread": (
        page(f"<article>{HEADING}{BODY}</article>", json_ld('{"@type": "DiscussionForumPosting"}')),
        "https://news.example/t/bridge/12",
    ),
    "questions and answers": (
        page(f"<article>{HEADING}{BODY}</article>", json_ld('{"@type": "QAPage"}')),
        "https://news.example/q/1",
    ),
    "a redirect": (
        page(HEADING + BODY, OG + '<meta http-equiv="refresh" content="0; url=/2026/other/">'),
        URL,
    ),
    "unlisted": (page(HEADING + BODY, OG + '<meta name="ROBOTS" content="None">'), URL),
    "a gallery": (page(HEADING + "<figure><img src='a.jpg'></figure>" * 9, OG), URL),
    "no page": ("", URL),
    "a feed": (f"<?xml version='1.0'?><rss><channel><item>{BODY}</item></channel></rss>", URL),
}

_LINKS = "".join(
    f"<li><a href='/2026/{n}/'>The long story of bridge {n}</a></li>" for n in range(9)
)
BESIDE_LISTS = {
    "related articles below": f"{HEADING}{BODY * 3}<h2>Related</h2><ul>{_LINKS}</ul>",
    "a menu above": f"<ul>{_LINKS}</ul>{HEADING}{BODY * 3}",
    "a list of other sites": f"{HEADING}{BODY}"
    + "".join(
        f"<h2><a href='https://tool{n}.example/'>The tool number {n}</a></h2><p>{SENTENCE}</p>"
        for n in range(9)
    ),
    "chapters": f"{HEADING}<ul><li><a href='#a'>The first chapter</a></li></ul>{BODY * 2}",
    "headings that link to themselves": "".join(
        f"<h2><a href='{URL}#part-{n}'>The part with number {n}</a></h2>{BODY}" for n in range(4)
    ),
    "links between paragraphs": f"<p>{SENTENCE}</p><p>Read also: <a href='/2026/1/'>One</a></p>"
    * 4,
    "a linked home page": f"<h2><a href='/'>The News of the harbour</a></h2>{BODY * 2}",
    "comments": f"{HEADING}{BODY * 2}"
    + "<article class=comment><a href='/ann'>Ann</a> wrote: I agree with it.</article>" * 9,
}


@pytest.mark.parametrize("name", BESIDE_LISTS)
def test_an_article_beside_lists(name: str) -> None:
    assert find_page_facts(page(f"<article>{BESIDE_LISTS[name]}</article>", OG), URL).is_article


@pytest.mark.parametrize("name", ARTICLES)
def test_the_page_of_an_article(name: str) -> None:
    assert find_page_facts(ARTICLES[name], URL).is_article


@pytest.mark.parametrize("name", OTHERS)
def test_another_page(name: str) -> None:
    html, url = OTHERS[name]
    assert not find_page_facts(html, url).is_article


@pytest.mark.parametrize(
    "name", ["en-news", "en-ghost", "en-blog", "en-substack", "ko-gisa", "zh-boke", "tr-haber"]
)
def test_pages_with_an_article_element(name: str) -> None:
    html = (PAGES / f"{name}.html").read_text("utf-8")
    assert find_page_facts(html, URL).is_article


@pytest.mark.parametrize(
    ("link", "canonical"),
    [
        ('<link rel="canonical" href="/2026/bridge/">', URL),
        (
            '<link href=" https://news.example/other " rel="Canonical">',
            "https://news.example/other",
        ),
        ("<link rel='alternate canonical' href='../x'>", "https://news.example/2026/x"),
        ('<link rel="canonical" href="">', None),
        ('<link rel="canonical" href="http://[">', None),
        ('<link rel="alternate" href="/x">', None),
        ("", None),
    ],
)
def test_the_canonical_link(link: str, canonical: str | None) -> None:
    assert find_page_facts(page(HEADING, link), URL).canonical == canonical


def test_no_page_has_no_facts() -> None:
    assert find_page_facts("", URL) == PageFacts()
