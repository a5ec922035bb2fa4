"""RSS, Atom and RDF feeds, as generators write them and as they are broken."""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from listen.feeds.articles import ArticleList, FeedError, ListedArticle
from listen.feeds.download import Download
from listen.feeds.rss import MAX_FEED_BYTES, read_rss
from listen.feeds.urls import MAX_ID

URL = "https://news.example/feed.xml"


def read(text: str | bytes, url: str = URL) -> ArticleList:
    body = text if isinstance(text, bytes) else text.encode()
    return read_rss(Download(url, body, "application/rss+xml"))


def rss(*items: str, channel: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" '
        'xmlns:media="http://search.yahoo.com/mrss/">'
        f"<channel><title>News</title><link>https://news.example/</link>{channel}"
        + "".join(f"<item>{item}</item>" for item in items)
        + "</channel></rss>"
    )


def atom(*entries: str, head: str = "") -> str:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/blog/">'
        f"<title>News</title><id>tag:news</id>{head}"
        + "".join(f"<entry>{entry}</entry>" for entry in entries)
        + "</feed>"
    )


def only(found: ArticleList) -> ListedArticle:
    assert len(found.articles) == 1
    return found.articles[0]


def test_an_item_of_rss_has_every_field() -> None:
    article = only(
        read(
            rss(
                "<title>Bread &amp;amp; &lt;i&gt;butter&lt;/i&gt;</title>"
                "<link>https://news.example/bread?utm_source=rss&amp;p=3#top</link>"
                '<guid isPermaLink="false">https://news.example/?p=3</guid>'
                "<description>Short.</description>"
                "<content:encoded><![CDATA[<p>Long R&amp;D &lt;text&gt;.</p>]]></content:encoded>"
                "<pubDate>Mon, 06 Sep 2021 12:00:00 -0500</pubDate>"
                "<dc:creator>Jo &amp; Al</dc:creator><category>Food</category>"
                "<category>R&amp;D</category><category>Food</category>"
                '<media:content medium="image" url="https://news.example/a.jpg"/>'
            )
        )
    )
    assert article == ListedArticle(
        id="news.example:?p=3",
        url="https://news.example/bread?p=3",
        title="Bread & butter",
        published_at=datetime(2021, 9, 6, 17, tzinfo=UTC),
        author="Jo & Al",
        tags=("Food", "R&D"),
        image="https://news.example/a.jpg",
        html="<p>Long R&amp;D &lt;text&gt;.</p>",
    )


def test_the_fields_are_those_of_an_article_of_the_api() -> None:
    article = only(
        read(
            rss(
                "<link>https://news.example/a</link><title>A</title><category>x</category>"
                "<pubDate>Mon, 06 Sep 2021 12:00:00 GMT</pubDate>"
            )
        )
    )
    assert article.fields() == {
        "url": "https://news.example/a",
        "title": "A",
        "published_at": "2021-09-06T12:00:00Z",
        "tags": ["x"],
    }


def test_an_entry_of_atom_has_every_field() -> None:
    article = only(
        read(
            atom(
                '<title type="html">A &lt;i&gt;x&lt;/i&gt; &amp;amp; B</title><id>tag:1</id>'
                '<link rel="enclosure" type="image/png" href="one.png"/>'
                '<link rel="alternate" type="text/html" href="one"/><summary>s</summary>'
                '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
                '<p data-listen="skip">Menu</p><p>Para &amp; <em>x</em></p></div></content>'
                "<updated>2021-01-01T01:30:00.5+01:00</updated>"
                "<published>2020-12-31T23:00:00Z</published>"
                "<author><name>Ann</name></author><author><name>Bob</name></author>"
                '<category term="t1" label="Tag One"/>'
            )
        )
    )
    assert article == ListedArticle(
        id="tag:1",
        url="https://news.example/blog/one",
        title="A x & B",
        published_at=datetime(2020, 12, 31, 23, tzinfo=UTC),
        updated_at=datetime(2021, 1, 1, 0, 30, tzinfo=UTC),
        author="Ann, Bob",
        tags=("Tag One",),
        image="https://news.example/blog/one.png",
        html='<p data-listen="skip">Menu</p><p>Para &amp; <em>x</em></p>',
    )


def test_rdf_is_read() -> None:
    article = only(
        read(
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
            'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            '<channel rdf:about="https://a.org/"><title>c</title></channel>'
            '<item rdf:about="https://a.org/1"><title>One</title><link>https://a.org/1</link>'
            "<dc:date>2021-05-04T10:00+02:00</dc:date></item></rdf:RDF>"
        )
    )
    assert (article.id, article.title) == ("a.org:1", "One")
    assert datetime(2021, 5, 4, 8, tzinfo=UTC) in (article.published_at, article.updated_at)


@pytest.mark.parametrize(
    ("content", "is_whole"),
    [
        ("<p>All of it.</p>", True),
        ("", False),
        ("  <p> </p>", False),
        ("<p>Short.</p>", False),  # the same words as the summary
        ("<p>The first words of it […]</p>", False),
        ("<p>The first words of it &#8230;</p>", False),
        ("<p>The first words [&hellip;]</p>\n", False),
        (
            '<p>The first words.</p><p><a href="https://news.example/a#more-1">Hier weiter</a></p>',
            False,
        ),
        ('<p>The first words.</p><a class="more" href="/elsewhere">Read more</a> »', False),
        ('<p>It ends with a <a href="https://other.example/">link</a>.</p>', True),
        (
            '<p>See <a href="https://news.example/a">this page</a> for all of it, said Ann.</p>',
            True,
        ),
    ],
)
def test_a_content_that_is_cut_is_not_the_article(content: str, is_whole: bool) -> None:
    item = (
        "<link>https://news.example/a</link><description>Short.</description>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded>"
    )
    article = only(read(rss(item)))
    assert article.html == (content.strip() if is_whole else None)


@pytest.mark.parametrize(
    "entry",
    [
        '<content type="text">plain words</content>',
        '<content type="text/html" src="https://news.example/x.html"/>',
        '<content type="text/markdown"># Words</content>',
        '<summary type="html">&lt;p&gt;A long summary.&lt;/p&gt;</summary>',
    ],
)
def test_only_html_content_is_the_article(entry: str) -> None:
    found = read(atom(f'<id>tag:1</id><title>A</title><link href="a"/>{entry}'))
    assert only(found).html is None


def test_a_description_is_never_the_article() -> None:
    long = "&lt;p&gt;" + "Many words. " * 500 + "&lt;/p&gt;"
    found = read(rss(f"<link>https://news.example/a</link><description>{long}</description>"))
    assert only(found).html is None


def test_entries_without_a_page_are_counted() -> None:
    found = read(
        rss(
            "<title>No link</title>",
            "<title>Mail</title><link>mailto:a@b.org</link>",
            "<title>Bad host</title><link>https://-/</link>",
            "<title>Good</title><link>/good</link>",
            "<title>By guid</title><guid>https://news.example/by-guid</guid>",
        )
    )
    assert [article.url for article in found.articles] == [
        "https://news.example/good",
        "https://news.example/by-guid",
    ]
    assert found.skipped == 3


def test_a_guid_that_several_entries_have_identifies_none() -> None:
    found = read(
        rss(
            *(
                f'<link>https://news.example/{name}</link><guid isPermaLink="false">x</guid>'
                for name in "ab"
            ),
            '<link>https://news.example/c</link><guid isPermaLink="false">y</guid>',
        )
    )
    assert [article.id for article in found.articles] == [
        "news.example:a",
        "news.example:b",
        "y",
    ]


def test_a_permalink_identifies_the_article_as_its_url_does() -> None:
    found = read(
        rss("<link>https://news.example/a?utm_medium=x</link><guid>https://news.example/a</guid>")
    )
    assert only(found).id == "news.example:a"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("<title>AT&T & Co</title>", "AT&T & Co"),
        ("<title>Caf&eacute; &ndash; bar</title>", "Café – bar"),
        ("<title><![CDATA[AT&T]]></title>", "AT&T"),
        ("<title>One\x0b two\x00</title>", "One two"),
        ("<title>Plain</title><media:thumbnail>", "Plain"),
    ],
)
def test_a_malformed_feed_is_read_as_far_as_possible(text: str, title: str) -> None:
    article = only(read(rss(f"{text}<link>https://news.example/a?x=1&y=2</link>")))
    assert (article.title, article.url) == (title, "https://news.example/a?x=1&y=2")


def test_a_truncated_feed_keeps_its_first_entries() -> None:
    text = rss(*(f"<title>{n}</title><link>https://news.example/{n}</link>" for n in range(9)))
    found = read(text[: text.index("<title>7") + 12])
    assert [article.title for article in found.articles] == [*"0123456"]


def test_prefixes_that_are_not_declared_have_their_usual_namespace() -> None:
    article = only(
        read(
            '<rss version="2.0"><channel><item><link>https://news.example/a</link>'
            "<content:encoded>&lt;p>All of it.&lt;/p></content:encoded><own:tag>x</own:tag>"
            "<dc:creator>Ann</dc:creator></item></channel></rss>"
        )
    )
    assert (article.html, article.author) == ("<p>All of it.</p>", "Ann")


@pytest.mark.parametrize("token", ["<a>", "<item>", "<![CDATA[", "</", "<div>", "&#", "<", "<!--"])
def test_a_hostile_document_is_read_or_refused_at_once(token: str) -> None:
    _read_or_refuse(f"<rss><channel><item><title>{token * 100_000}".encode())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251", "koi8-r"])
def test_a_declared_charset_is_used(encoding: str) -> None:
    text = rss("<title>Привет, мир</title><link>https://news.example/a</link>")
    body = text.replace("UTF-8", encoding).encode(encoding)
    assert only(read(body)).title == "Привет, мир"


def test_entities_are_not_expanded() -> None:
    doctype = '<!DOCTYPE rss [<!ENTITY a "boo"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    text = rss("<title>A &a; &x; b</title><link>https://news.example/a</link>")
    article = only(read(text.replace("?>", f"?>{doctype}", 1)))
    assert "boo" not in str(article)
    assert "root:" not in str(article)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "not valid XML"),
        (b"hello", "not valid XML"),
        (b"<html><body>no</body></html>", "not an RSS, Atom or RDF feed"),
        (b"\x1f\x8b\x08broken", "not valid gzip"),
        (b" " * (MAX_FEED_BYTES + 1), "must not be longer than 10000000 bytes"),
    ],
)
def test_a_broken_feed_is_one_clear_error(body: bytes, message: str) -> None:
    with pytest.raises(FeedError, match=message):
        read(body)


def test_an_empty_feed_is_no_error() -> None:
    assert read(rss()) == ArticleList(())


@pytest.mark.parametrize(
    ("links", "further"),
    [
        ('<link rel="next" href="feed?page=2"/>', "https://news.example/blog/feed?page=2"),
        ('<link rel="prev-archive" href="/2020.xml"/>', "https://news.example/2020.xml"),
        ('<link rel="next" href="/2.xml"/><link rel="prev-archive" href="/3.xml"/>', "https://news.example/2.xml"),
        ('<link rel="next" href="https://news.example/feed.xml"/>', None),
        ('<link rel="self" href="/x.xml"/><link rel="prev" href="/y.xml"/>', None),
    ],
)  # fmt: skip
def test_further_pages_are_named(links: str, further: str | None) -> None:
    found = read(atom(head=links))
    assert found.further == ((further,) if further else ())


def test_a_complete_feed_says_so() -> None:
    head = '<fh:complete xmlns:fh="http://purl.org/syndication/history/1.0"/>'
    assert read(atom(head=head)).is_complete
    assert not read(atom()).is_complete


TOKENS = st.sampled_from(
    [
        *("<rss version='2.0'>", "<channel>", "<item>", "</item>", "<entry>", "</entry>", "<feed>"),
        *("<title>", "</title>", "<title type='html'>", "<link>", "</link>", "<link href='x'/>"),
        *("<content type='xhtml'>", "<content type='html'>", "</content>", "<guid>", "<pubDate>"),
        *("<![CDATA[", "]]>", "<!--", "<!DOCTYPE x [", "<!ENTITY a 'b'>", "&amp;", "&#0;", "&#x;"),
        *("&#99999999;", "<source>", "<image>", "<author>", "<textInput>", "<category term='a'/>"),
        *("<media:content url='x'/>", "<itunes:image href='x'/>", "<svg>", "<math>", "<div>"),
        *("https://a.org/b", "https://[", "\ud800", "\x00", "mode='base64'", "<x mode='base64'>"),
        *("<geo:lat>", "<georss:box>1 2 3</georss:box>", "<psc:chapters>", "xml:base='//'"),
        *("2021-01-01", "Mon, 99 Sep 20211 12:00:00", "0000-00-00", "<updated>", "</updated>"),
    ]
)


@given(st.lists(TOKENS | st.text(max_size=5), max_size=40).map("".join))
@example("<rss><channel><item><link>https://[/</link></item></channel></rss>")
def test_any_text_gives_a_list_or_a_feed_error(text: str) -> None:
    _read_or_refuse(text.encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=300))
def test_any_bytes_give_a_list_or_a_feed_error(body: bytes) -> None:
    _read_or_refuse(body)


def _read_or_refuse(body: bytes) -> None:
    try:
        found = read(body)
    except FeedError:
        return
    for article in found.articles:
        assert 0 < len(article.id) <= MAX_ID
        assert article.url.startswith(("http://", "https://"))
        assert article.published_at is None or article.published_at.tzinfo is UTC
