import pytest

from listen.article.html.extract import extract_html
from listen.article.text.character_references import decode_references
from listen.article.text.clean import clean
from listen.article.text.plain import extract_text, extract_verbatim

REFERENCES = [
    ("It&#8217;s", "It’s"),
    ("It&#x2019;s", "It’s"),
    ("It&#X2019;s", "It’s"),
    ("It&rsquo;s", "It’s"),
    ("It&amp;#8217;s", "It’s"),
    ("It&amp;amp;rsquo;s", "It’s"),
    ("pier &amp; quay", "pier & quay"),
    ("caf&eacute;", "café"),
    ("na&iuml;ve", "naïve"),
    ("Ma&ntilde;ana", "Mañana"),
    ("ten&nbsp;boats", "ten boats"),
    ("boats&mdash;or ships", "boats—or ships"),
    ("boats &ndash; ships", "boats – ships"),
    ("boats&hellip; and", "boats… and"),
    ("the &quot;pier&quot;", 'the "pier"'),
    ("the &ldquo;pier&rdquo;", "the “pier”"),
    ("1 &lt; 2", "1 < 2"),
    ("5 &times; 4", "5 × 4"),
    ("&euro;5", "€5"),
    ("a quay &#151; or two", "a quay — or two"),
    ("Z&#252;rich", "Zürich"),
    ("R&D; and Q&A; and AT&T;", "R&D; and Q&A; and AT&T;"),
    ("R&D, &copy 2020, &c.", "R&D, &copy 2020, &c."),
    ("&nosuchname; &;", "&nosuchname; &;"),
]


@pytest.mark.parametrize(("written", "decoded"), REFERENCES)
def test_each_reference_is_decoded_once(written: str, decoded: str) -> None:
    assert clean(decode_references(written)) == decoded


@pytest.mark.parametrize(("written", "decoded"), REFERENCES)
def test_every_source_of_text_and_titles_is_decoded(written: str, decoded: str) -> None:
    text = f"The town has said that {written} will be seen again in the harbour next year."
    expected = text.replace(written, decoded)
    body = f"<p>{text.replace('&', '&amp;')}</p>"
    assert [block.text for block in extract_text(clean(text)).blocks] == [expected]
    assert [block.text for block in extract_verbatim(clean(text)).blocks] == [expected]
    assert [block.text for block in extract_text(f"Text **is** here.\n\n{text}").blocks][1:] == [
        expected
    ]
    article = extract_html(body, title=f"News: {written}")
    assert [block.text for block in article.blocks] == [f"News: {decoded}", expected]
    assert extract_text("The text is here.", title=text).title == expected


@pytest.mark.parametrize("written", ["&#8217;", "&amp;#8217;", "&rsquo;", "&amp;rsquo;"])
def test_titles_of_a_page_are_decoded(written: str) -> None:
    title = f"It{written}s the town again"
    expected = "It’s the town again"
    text = "<p>The boats came back to the old harbour, as they have done each year since.</p>" * 4
    json_ld = f'{{"@type": "Article", "headline": "{title}"}}'
    for head, body in (
        (f'<script type="application/ld+json">{json_ld}</script>', ""),
        (f'<meta property="og:title" content="{title}">', ""),
        ("", f"<h1>{title.replace('&', '&amp;')}</h1>"),
    ):
        page = f"<html><head>{head}</head><body><article>{body}{text}</article></body></html>"
        assert extract_html(page).title == expected


def test_numbers_beyond_unicode_are_no_error() -> None:
    assert decode_references("&#9999999; &#0; &#xD800;") == "\ufffd \ufffd \ufffd"
