"""The article is extracted from pages, and from HTML fragments of a CMS."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listen.article.article import Article
from listen.article.html.extract import extract_html
from listen.article.policy import Policy
from tests.listen.article.paragraphs import PARAGRAPHS

PAGE = """<!doctype html><html lang="en-GB"><head>
<title>Harbour town will rebuild its bridge | The Valley Post</title>
<meta property="og:title" content="Harbour town will rebuild its bridge">
<meta property="og:site_name" content="The Valley Post">
<script type="application/ld+json">
{{"@type": "NewsArticle", "headline": "Harbour town will rebuild its bridge",
  "author": {{"name": "Anna Miller"}}, "datePublished": "2024-03-12T06:30:00Z"}}
</script>
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/local">Local</a></li></ul></nav>
<main><article>
<h1>Harbour town will rebuild its bridge</h1>
<p class="byline">By Anna Miller</p><p>12 March 2024</p>
<div class="share-bar"><a href="#">Share</a><button>Copy link</button></div>
{}
</article>
<section class="more"><h3>Related articles</h3>
<ul><li><a href="/1">Ferry to stop in May</a></li></ul></section>
<section id="comments"><h3>2 comments</h3>
<p>What a fine bridge that will be, I can hardly wait.</p>
<form><label>Your comment</label><textarea></textarea></form></section></main>
<aside><div class="newsletter"><p>Sign up for our newsletter to miss no story.</p></div></aside>
<footer><p>© 2024 The Valley Post. All rights reserved.</p></footer>
<div class="cookie-banner"><p>We use cookies to make this page better for you.</p></div>
</body></html>"""


def page(*parts: str) -> str:
    """Return a page with boilerplate, and these parts between the paragraphs of its article."""
    body = [f"<p>{PARAGRAPHS[0]}</p>"]
    for part, paragraph in zip(parts, PARAGRAPHS[1:], strict=False):
        body += [part, f"<p>{paragraph}</p>"]
    body += [f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[len(parts) + 1 :]]
    return PAGE.format("\n".join(body))


def all_text(article: Article) -> str:
    texts = [block.text for block in article.blocks] + [part.text for part in article.dropped]
    return " ".join(texts)


def added(part: str, policy: Policy | None = None) -> list[tuple[str, str]]:
    """Return the blocks that this part between two paragraphs adds to the article."""
    article = extract_html(page(part), policy=policy)
    return [
        (block.kind, block.text) for block in article.blocks[1:] if block.text not in PARAGRAPHS
    ]


def reason(article: Article, text: str) -> str:
    return next(part.reason for part in article.dropped if text in part.text)


def words(*texts: str) -> Counter[str]:
    return Counter(word for text in texts for word in re.findall(r"\w+", text))


class TestPage:
    def test_a_page_becomes_its_title_once_and_its_paragraphs(self) -> None:
        article = extract_html(page())
        assert [(block.kind, block.text) for block in article.blocks] == [
            ("title", "Harbour town will rebuild its bridge"),
            *(("paragraph", paragraph) for paragraph in PARAGRAPHS),
        ]

    def test_the_metadata_is_extracted(self) -> None:
        article = extract_html(page())
        assert article.title == "Harbour town will rebuild its bridge"
        assert article.byline == "Anna Miller"
        assert article.date == "2024-03-12T06:30:00Z"
        assert article.site == "The Valley Post"
        assert article.language == "en-GB"

    def test_boilerplate_around_the_article_is_listed_with_its_reason(self) -> None:
        article = extract_html(page())
        assert reason(article, "Home") == "navigation"
        assert reason(article, "Copy link") == "form"
        for text in ("Anna Miller", "Ferry to stop", "fine bridge", "newsletter", "cookies"):
            assert reason(article, text)

    def test_a_given_title_replaces_that_of_the_page(self) -> None:
        article = extract_html(page(), title=" A new\nbridge ")
        assert [block.text for block in article.blocks] == ["A new bridge", *PARAGRAPHS]

    def test_a_reworded_title_is_not_spoken_again(self) -> None:
        html = page().replace("<h1>Harbour town will", "<h1>The harbour town will")
        article = extract_html(html)
        assert [block.text for block in article.blocks] == [
            "The harbour town will rebuild its bridge",
            *PARAGRAPHS,
        ]

    def test_a_main_heading_that_names_the_site_is_not_the_title(self) -> None:
        title = "Harbour town will rebuild its bridge"
        html = page().replace(f"<h1>{title}</h1>", f"<h1>Harbour blog</h1><h3>{title}</h3>")
        html = html.replace("The Valley Post", "").replace(f"{title} | ", f"Harbour blog: {title}")
        assert extract_html(html).title == title

    def test_a_heading_that_repeats_the_title_is_dropped(self) -> None:
        assert added("<div><h2>Harbour town will rebuild its bridge</h2><p>So.</p></div>") == [
            ("paragraph", "So.")
        ]


class TestContent:
    @pytest.mark.parametrize(
        ("part", "blocks"),
        [
            ("<h2>A long wait</h2>", [("heading", "A long wait")]),
            (
                "<blockquote><p>It was a bridge that everybody had grown up with.</p></blockquote>",
                [("quote", "It was a bridge that everybody had grown up with.")],
            ),
            (
                "<ul><li>The piers, from local stone</li><li>The railing, from iron</li></ul>",
                [
                    ("list_item", "The piers, from local stone"),
                    ("list_item", "The railing, from iron"),
                ],
            ),
            (
                "<p>The old bridge<br>had seven piers.</p>",
                [("paragraph", "The old bridge\nhad seven piers.")],
            ),
        ],
    )
    def test_structure_is_kept(self, part: str, blocks: list[tuple[str, str]]) -> None:
        assert added(part) == blocks

    @pytest.mark.parametrize(
        "part",
        [
            "<p><a href='/x'>Read more: The flood in pictures</a></p>",
            "<p>READ ALSO: The flood in pictures</p>",
            "<div class='related'><h4>Related</h4><a href='/x'>The flood in pictures</a></div>",
            "<div class='newsletter-signup'><p>Get the news of the valley every morning.</p></div>",
            "<figure><img src='a.jpg' alt='A bridge'><figcaption>The bridge</figcaption></figure>",
            "<p class='wp-caption-text'>The bridge in its best years</p>",
            "<div><img src='a.jpg'><br><em>The bridge in its best years.</em></div>",
            "<p class='photo-credit'>Picture: Anna Miller</p>",
            "<p>Photo: Anna Miller</p>",
            "<section class='footnotes'><ol><li>Or of the year before that.</li></ol></section>",
            "<table class='infobox'><tr><th>Built<td>1884<tr><th>Piers<td>Seven</table>",
            "<div class='teaser'><p>Why the ferry stops. <a href='/x'>Ferry to stop</a></p></div>",
            "<p>Advertisement</p>",
            "<div class='ad-slot'><p>Buy a boat and get the oars for nothing at all.</p></div>",
            "<p><a href='https://social.example/share'>Share on Facebook</a></p>",
            "<script>var text = 'not text';</script><style>p { color: red }</style>",
            "<p hidden>Nobody sees this sentence on the page at all, and so on.</p>",
            "<p style='display: none'>Nobody sees this sentence on the page either.</p>",
            "<p data-listen='skip'>The publisher does not want this to be heard.</p>",
            "<div class='box skip-speech'><p>The publisher does not want this either.</p></div>",
        ],
    )
    def test_boilerplate_within_the_article_is_dropped(self, part: str) -> None:
        assert added(part) == []

    def test_a_part_of_a_sentence_can_be_dropped(self) -> None:
        html = page(
            "<p>It stood<sup><a href='#n1'>[1]</a></sup> for <i>all of</i> two hundred "
            "years <span class='skip-speech'>(see the map)</span> and a day.</p>"
        )
        article = extract_html(html)
        assert "It stood for all of two hundred years and a day." in [
            block.text for block in article.blocks
        ]
        assert reason(article, "see the map") == "marked to be skipped"
        assert reason(article, "[1]") == "footnote mark"

    def test_a_box_of_links_is_dropped_without_the_text_beside_it(self) -> None:
        box = "<div><h4>Related articles</h4><p><a href='/1'>Ferry to stop in May</a></p></div>"
        texts = [block.text for block in extract_html(page(f"<section>{box}")).blocks]
        assert texts[1:] == PARAGRAPHS

    @pytest.mark.parametrize(
        "part",
        [
            "<div>The ferry is free.</div>",
            "<div class='call-out'><div class='emoji'></div><div>The ferry sails again from "
            "Monday, at eight and at four, and from both of the quays.</div></div>",
            "<div><figure><blockquote>A town without a bridge is no town, and whoever has grown up "
            "in one knows it.</blockquote></figure></div>",
            "<div class='title-with-link'><h2>Who pays for it</h2></div>",
        ],
    )
    def test_boxes_beside_the_paragraphs_are_kept(self, part: str) -> None:
        assert len(added(part)) == 1

    @pytest.mark.parametrize(
        "part",
        [
            "<blockquote><p>“We have waited long enough”</p><cite>The mayor</cite></blockquote>",
            "<aside><p>We have waited long enough.</p></aside>",
            "<div class='big pull-quote'><p>WE HAVE WAITED LONG ENOUGH</p></div>",
        ],
    )
    def test_a_pull_quote_is_dropped(self, part: str) -> None:
        article = extract_html(page("<p>It rained.</p>", part))
        assert [block.text for block in article.blocks[1:]] == [
            PARAGRAPHS[0],
            "It rained.",
            *PARAGRAPHS[1:],
        ]

    @pytest.mark.parametrize(
        "quote",
        [
            "“We have waited long enough for this”",
            "Long enough",
            f"“We have waited long enough,”<p>and {'so on ' * 10}.</p>",
        ],
    )
    def test_a_quote_that_adds_something_is_kept(self, quote: str) -> None:
        html = f"<p>{PARAGRAPHS[1]}</p><blockquote>{quote}</blockquote><p>{PARAGRAPHS[2]}</p>"
        assert "quote" in {block.kind for block in extract_html(html).blocks}

    def test_a_teaser_without_a_link_is_the_lead(self) -> None:
        text = "After two years without a crossing, the town builds its bridge again."
        assert added(f"<p class='teaser-text'>{text}</p>") == [("paragraph", text)]

    def test_a_quote_is_kept_where_each_paragraph_is_in_nested_boxes(self) -> None:
        box = "<div class=block><div class=content><div class=html><p>{}</p></div></div></div>"
        quote = "<div class=block><div class=content><figure><blockquote>{}</blockquote></figure>"
        parts = [box.format(text) for text in PARAGRAPHS]
        parts.insert(2, f"{quote.format('A bridge is half a town.')}</div></div>")
        article = extract_html(PAGE.format(f"<div class=column>{''.join(parts)}</div>"))
        assert [block.kind for block in article.blocks].index("quote") == 3

    def test_exponents_become_superscript_digits(self) -> None:
        text = "It bears 10<sup>6</sup> and 3<sup>1</sup>/<sub>2</sub> tons on 9 km<sup>2</sup>."
        assert added(f"<p>{text}</p>") == [
            ("paragraph", "It bears 10⁶ and 3 1/2 tons on 9 km²."),
        ]
        for other in ("the 21<sup>st</sup>", "Lowe<sup>2</sup>", "(it ends)<sup>2</sup>"):
            plain = re.sub("<.*?>", "", other)
            assert added(f"<p>So {other}, he said.</p>") == [("paragraph", f"So {plain}, he said.")]

    def test_custom_elements_separate_paragraphs_where_no_other_element_does(self) -> None:
        parts = "".join(f"<x-text><span>{text}</span></x-text>" for text in PARAGRAPHS)
        html = f"<x-app><x-menu><a href='/'>Home</a></x-menu><x-story>{parts}</x-story></x-app>"
        assert [block.text for block in extract_html(html).blocks] == PARAGRAPHS
        text = (
            "An <x-term>arch</x-term> of stone<x-tip><x-text>, nobody knows why</x-text></x-tip>."
        )
        (block,) = extract_html(f"<div>{text}</div>").blocks
        assert block.text == "An arch of stone, nobody knows why."

    def test_short_paragraphs_are_kept(self) -> None:
        assert added("<p>Why now?</p>") == [("paragraph", "Why now?")]


class TestPolicy:
    TABLE = (
        "<table><caption>The ferry</caption><tr><th>Day</th><th>First</th></tr>"
        "<tr><td>Monday</td><td>6:00</td></tr></table>"
    )
    CODE = "<pre><code>cross(river)\nrest()</code></pre>"
    FIGURE = (
        "<figure><img src='a.jpg' alt='A stone pier'><figcaption>One of seven</figcaption></figure>"
    )

    def test_tables_are_announced_and_read_by_row(self) -> None:
        assert added(self.TABLE) == [
            ("table", "Table: The ferry"),
            ("table", "Day, First"),
            ("table", "Monday, 6:00"),
        ]

    def test_tables_can_be_announced_only_or_skipped(self) -> None:
        assert added(self.TABLE, Policy(tables="announce")) == [("table", "Table: The ferry")]
        assert added(self.TABLE, Policy(tables="skip")) == []
        article = extract_html(page(self.TABLE), policy=Policy(tables="announce"))
        assert reason(article, "Monday") == "table"

    def test_a_layout_table_is_not_a_data_table(self) -> None:
        html = f"<table><tr><td><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></td></tr></table>"
        assert [block.kind for block in extract_html(html).blocks] == ["paragraph", "paragraph"]

    def test_a_table_whose_cells_hold_several_paragraphs_is_a_layout_table(self) -> None:
        cells = f"<td>Home<br>Links<td><h2>Bridge</h2>{PARAGRAPHS[0]}<p>{PARAGRAPHS[1]}"
        html = f"<table><tr><td colspan=2>The Post<tr>{cells}<tr><td colspan=2>2003</table>"
        assert {block.kind for block in extract_html(html).blocks} == {"paragraph", "heading"}

    def test_code_is_announced_read_or_skipped(self) -> None:
        assert added(self.CODE) == [("code", "Code example.")]
        assert added(self.CODE, Policy(code="read"))[1] == ("code", "cross(river)\nrest()")
        assert added(self.CODE, Policy(code="skip")) == []
        assert reason(extract_html(page(self.CODE)), "cross(river)") == "code"

    def test_announcements_are_in_the_articles_language(self) -> None:
        html = page(self.CODE).replace('lang="en-GB"', 'lang="de"')
        assert "Codebeispiel." in [block.text for block in extract_html(html).blocks]
        html = page(self.CODE).replace('lang="en-GB"', 'lang="tlh"')
        assert "code" not in [block.kind for block in extract_html(html).blocks]

    def test_captions_and_alt_texts_can_be_read(self) -> None:
        policy = Policy(captions="read", alt_texts="read")
        assert added(self.FIGURE, policy) == [
            ("caption", "A stone pier"),
            ("caption", "One of seven"),
        ]

    def test_selectors_include_and_exclude_elements(self) -> None:
        html = page("<p class='note'>A note.</p>")
        policy = Policy(kept=("article", "#comments p"), dropped=(".note", "article > h2"))
        article = extract_html(html, policy=policy)
        texts = [block.text for block in article.blocks]
        assert texts[1:] == [*PARAGRAPHS, "What a fine bridge that will be, I can hardly wait."]
        assert reason(article, "A note.") == "dropped by the site's rules"

    def test_the_article_is_detected_where_include_selectors_match_nothing(self) -> None:
        article = extract_html(page(), policy=Policy(kept=(".story",)))
        assert [block.text for block in article.blocks][1:] == PARAGRAPHS


class TestFragment:
    def test_all_of_a_fragment_is_the_article(self) -> None:
        article = extract_html("<p>Off to the sea.</p><h2>Day one</h2><p>Rain</p><p>More rain.</p>")
        assert [block.text for block in article.blocks] == [
            "Off to the sea.",
            "Day one",
            "Rain",
            "More rain.",
        ]

    def test_its_heading_is_the_title(self) -> None:
        article = extract_html("<h1>At sea</h1><p>It rained.</p>")
        assert [(block.kind, block.text) for block in article.blocks] == [
            ("title", "At sea"),
            ("paragraph", "It rained."),
        ]
        assert article.dropped == []

    def test_a_poem_keeps_its_lines_and_its_refrain(self) -> None:
        article = extract_html(
            "<p>The lamp is low,<br>The wind is up.</p><p>The lamp is low,<br>Good night.</p>"
        )
        assert [block.text for block in article.blocks] == [
            "The lamp is low,\nThe wind is up.",
            "The lamp is low,\nGood night.",
        ]


class TestUnusualPages:
    @pytest.mark.parametrize(
        "html",
        [
            "",
            " ",
            "<",
            "</p>",
            "<!-- only a comment",
            "<html></html>",
            "<html><head><title>Nothing</title></head><body></body></html>",
            "<frameset><frame src='a'></frameset>",
            "<html><body><form><label>Name</label><input><button>Send</button></form></body></html>",
            "<html><body><nav><a href='/'>Home</a><a href='/a'>About us</a></nav></body></html>",
            "<script>alert(1)</script>",
            "\x00\x01\ud800",
        ],
    )
    def test_a_page_without_an_article_has_no_words(self, html: str) -> None:
        blocks = extract_html(html).blocks
        assert not any(re.search(r"\w", block.text) for block in blocks)

    def test_a_short_page_is_an_article(self) -> None:
        html = "<html><body><h1>At sea</h1><p>It rained.</p></body></html>"
        assert [block.text for block in extract_html(html).blocks] == ["At sea", "It rained."]

    @pytest.mark.parametrize("tag", ["div", "b", "blockquote", "table", "ul><li", "h1", "span"])
    def test_deeply_nested_pages_are_extracted(self, tag: str) -> None:
        html = page(f"<{tag}>" * 3000 + "<p>Deep down there is a sentence.</p>")
        article = extract_html(html)
        found = all_text(article)
        assert "Deep down there is a sentence." in found
        assert PARAGRAPHS[3] in found

    def test_large_pages_are_extracted(self) -> None:
        rows = "".join(
            f"<tr><td>Day {number}</td><td>{number}:00</td></tr>" for number in range(8000)
        )
        article = extract_html(page(f"<table>{rows}</table>"))
        assert ("table", "Day 7999, 7999:00") in [
            (block.kind, block.text) for block in article.blocks
        ]
        assert PARAGRAPHS[3] in [block.text for block in article.blocks]


TAGS = (
    "p",
    "div",
    "span",
    "b",
    "a",
    "h1",
    "h2",
    "li",
    "ul",
    "blockquote",
    "td",
    "tr",
    "table",
    "pre",
    "section",
    "figure",
    "figcaption",
    "nav",
    "aside",
    "sup",
    "button",
    "label",
    "body",
)
ATTRIBUTES = (
    "",
    " hidden",
    " class=share",
    " class=skip-speech",
    " href='#a'",
    " class=caption",
    " class=comments",
)


@st.composite
def trees(draw: st.DrawFn) -> str:
    """Draw HTML that may be malformed, in which every word is unique."""
    parts = []
    for number in range(draw(st.integers(0, 25))):
        tag = draw(st.sampled_from(TAGS))
        parts.append(
            draw(
                st.sampled_from(
                    [
                        f"<{tag}{draw(st.sampled_from(ATTRIBUTES))}>",
                        f"</{tag}>",
                        f" word{number} and more{number}, {'again ' * 12}{number}. ",
                        f"short{number}",
                        "<br>",
                        "<!-- comment -->",
                        "<script>script</script>",
                        "<img alt=alt>",
                    ]
                )
            )
        )
    return "".join(parts)


_WORDS = re.compile(r"(?:word|more|short)\d+")


class TestCoverage:
    @settings(deadline=None)
    @given(trees(), st.booleans())
    def test_every_word_is_spoken_or_listed(self, tree: str, is_page: bool) -> None:
        html = f"<html><body>{tree}</body></html>" if is_page else tree
        article = extract_html(html)
        text = all_text(article)
        assert [word for word in _WORDS.findall(tree) if word not in text] == []

    @settings(deadline=None)
    @given(st.text(alphabet="<>/='\"!-abp &#;x1\n", max_size=80))
    def test_any_text_is_extracted_without_an_error(self, html: str) -> None:
        extract_html(html)
        extract_html(f"<html><body>{html}")
