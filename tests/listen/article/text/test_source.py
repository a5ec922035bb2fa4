"""Front matter, headers and tags around a text are dropped and listed; some hold the title."""

import textwrap

import pytest

from listen.article.article import Article
from listen.article.html.extract import extract_html
from listen.article.reasons import E_MAIL, EMBEDDED_POST, FRONT_MATTER, MARKUP, PAGE_MARGIN
from listen.article.text.clean import clean
from listen.article.text.plain import extract_text

FIRST = "The old bridge over the river opened again on Monday, two years after the flood."
SECOND = "People came from all around to see it, and the mayor spoke."
BODY = f"{FIRST}\n\n{SECOND}"


def extract(text: str) -> Article:
    return extract_text(clean(text))


def spoken(text: str) -> list[str]:
    return [block.text for block in extract(text).blocks]


def dropped(text: str, reason: str) -> str:
    return "\n".join(part.text for part in extract(text).dropped if part.reason == reason)


FRONT_MATTER_OF_ALL_KINDS = [
    '---\ntitle: "Bridge: a story"\ndate: 2024-01-02\ntags: [a, b]\n---\n',
    "---\ntitle: 'Bridge: a story'\ntags:\n  - a\n  - b\n---\n",
    "---\nlayout: post\ntitle: >-\n  Bridge: a\n  story\n---\n",
    '---\n# a comment\nTitle: "Bridge: a \\u0073tory"\n\ndraft: false\n---\n',
    "---\ntitle: Bridge: a story\nlayout: post\n...\n",
    "--- \ntitle: Bridge: a story # which it is\n---\n",
    "---\ntitle: Bridge&#58; a story\n---\n",
    '+++\ntitle = "Bridge: a story"\ndate = 2024-01-02\n[params]\nx = 1\n+++\n',
    "+++\ntitle = '''Bridge: a story'''\n+++\n",
    '{\n  "title": "Bridge: a story",\n  "tags": ["a"]\n}\n',
    ';;;\n{"title": "Bridge: a story"}\n;;;\n',
    "Title: Bridge: a story\nAuthor: Ann Bell\nDate: 2024-01-02\n",
    "title: Bridge: a story\n---\n",
    "#+TITLE: Bridge: a story\n#+AUTHOR: Ann Bell\n#+options: toc:nil\n",
    "% Bridge:\n  a story\n% Ann Bell\n% 2 May 2024\n",
    "% Bridge: a story\n",
    "Title: Bridge: a story\nDate: 2010-12-03 10:20\nCategory: A\nTags: a, b\nSlug: my-post\n",
]


@pytest.mark.parametrize("front", FRONT_MATTER_OF_ALL_KINDS)
def test_front_matter_is_dropped_and_has_the_title(front: str) -> None:
    text = f"{front}\n{BODY}"
    assert extract(text).title == "Bridge: a story"
    assert spoken(text) == ["Bridge: a story", FIRST, SECOND]
    assert dropped(text, FRONT_MATTER) == clean(front).strip()


def test_a_title_of_the_request_comes_before_that_of_the_front_matter() -> None:
    assert extract_text(f"---\ntitle: No\nlayout: a\n---\n{BODY}", "Yes").title == "Yes"


def test_a_heading_that_repeats_the_title_of_the_front_matter_is_dropped() -> None:
    text = f"---\ntitle: The story\n---\n# The story\n\n{BODY}"
    assert spoken(text) == ["The story", FIRST, SECOND]


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nOnce upon a time there was a **bridge**.\n\n---\n\nIt fell.",
        "---\nOnce there was a bridge.\nIt was old: very old.\n---\n\nIt fell.",
        "---\nNote: it was old.\n---\n\nIt fell.",
        "+++\nOnce there was a bridge.\n+++\n\nIt fell.",
        "Ann: Where is it?\nBob: It fell.\n\nThey left.",
        "Title: the bridge fell.\n\nIt was old.",
        '{"a": 1}\n\nIt fell.',
        "% of the town\nCame to see it.",
        "#+ is a sign.\n\nIt fell.",
    ],
)
def test_a_text_that_resembles_front_matter_is_text(text: str) -> None:
    assert dropped(text, FRONT_MATTER) == ""


TEMPLATES = [
    ('{{< figure src="x.jpg" title="A" >}}', ""),
    ("{{% notice tip %}}\nMind the step.\n{{% /notice %}}", "Mind the step."),
    ("{{</* youtube x */>}}", ""),
    ('{% include image.html src="x" %}', ""),
    ("{% highlight ruby %}\nputs 1\n{% endhighlight %}", ""),
    ("{% comment %}\nNot this.\n{% endcomment %}", ""),
    ("{% raw %}Mind the step.{% endraw %}", "Mind the step."),
    ("{{ site.title }}", ""),
    ("[TOC]", ""),
    ("[[_TOC_]]", ""),
    ("[[toc]]", ""),
    ("*[HTML]: Hyper Text Markup Language", ""),
    ("{# not this #}", ""),
    ("{/* not this */}", ""),
    ('import X from "./x"', ""),
    ('import { X, Y } from "./x";', ""),
    ("export const a = {\n  b: 1\n}", ""),
    ("<Chart data={1} />", ""),
    ("<Tip>Mind the step.</Tip>", "Mind the step."),
    ("Mind the step.\n{: .lead}", "Mind the step."),
    ("* TOC\n{:toc}", ""),
    ("[[_TOC_]]", ""),
    (":::tip\nMind the step.\n:::", "Mind the step."),
    ("::: {.callout-note}\nMind the step.\n:::", "Mind the step."),
    ("!!! note\n    Mind the step.", "Mind the step."),
    ("??? warning\n    Mind the step.", "Mind the step."),
    ("> [!NOTE]\n> Mind the step.", "Mind the step."),
    ("> [!WARNING]- \n> Mind the step.", "Mind the step."),
    (":::{admonition} Careful\n:class: warning\nMind the step.\n:::", "Careful\nMind the step."),
    ("```{note}\nMind the step.\n```", "Mind the step."),
    ("Mind {ref}`the step <step>`.", "Mind the step."),
    ("Mind [[The Step|the step]].", "Mind the step."),
    (".. note:: Mind the step.", "Mind the step."),
    (".. note::\n\n   Mind the step.", "Mind the step."),
    (".. image:: x.png\n   :alt: A", ""),
    (".. code-block:: python\n\n   x = 1", ""),
    (".. _target: https://example.org", ""),
    (".. toctree::\n   :maxdepth: 2\n\n   intro", ""),
    ("Mind :ref:`the step <x>`.", "Mind the step."),
    (".. a comment\n\nMind :class:`the step`.", "Mind the step."),
]


@pytest.mark.parametrize(("syntax", "text"), TEMPLATES)
def test_the_syntax_of_static_sites_is_dropped(syntax: str, text: str) -> None:
    found = spoken(f"# Bridge\n\n{FIRST}\n\n{syntax}\n\n{SECOND}")
    assert found == [one for one in ("Bridge", FIRST, *text.split("\n"), SECOND) if one]


@pytest.mark.parametrize(
    ("syntax", "title"),
    [
        (":::tip Careful\nMind the step.\n:::", "Careful"),
        (":::warning[Careful]\nMind the step.\n:::", "Careful"),
        ('!!! note "Careful"\n    Mind the step.', "Careful"),
        ("> [!NOTE] Careful\n> Mind the step.", "Careful"),
    ],
)
def test_the_title_of_a_notice_is_read(syntax: str, title: str) -> None:
    assert spoken(f"# Bridge\n\n{syntax}\n\n{SECOND}")[1:3] == [title, "Mind the step."]


@pytest.mark.parametrize(
    "heading", ["Bridge {#bridge}", "Bridge {.a #b}", 'Bridge {#b data-x="1"}']
)
def test_attributes_of_headings_are_dropped(heading: str) -> None:
    assert extract(f"# {heading}\n\n{BODY}").title == "Bridge"


def test_fenced_code_keeps_its_templates() -> None:
    text = f"# Bridge\n\n```\n{{{{ x }}}} {{% y %}}\n```\n\n{BODY}"
    assert dropped(text, "code") == "{{ x }} {% y %}"


SHORTCODES = [
    ('[gallery ids="1,2"]', ""),
    ("[gallery]", ""),
    ("[contact-form-7 id=12]", ""),
    ("[button link=”https://example.org” type=”big”]Mind the step.[/button]", "Mind the step."),
    ("[et_pb_section][et_pb_text]Mind the step.[/et_pb_text][/et_pb_section]", "Mind the step."),
    ('[vc_row][vc_column width="1/2"]Mind the step.[/vc_column][/vc_row]', "Mind the step."),
    ("[embed]https://example.org/a[/embed]", ""),
    ("[spoiler]Mind the step.[/spoiler]", "Mind the step."),
    ("[url=https://example.org]Mind[/url] the [b]step[/b].", "Mind the step."),
    ('[caption id="a"]A boat[/caption]', ""),
    (
        "[the bill] is dead [sic], says [he] of [more].",
        "[the bill] is dead [sic], says [he] of [more].",
    ),
    ("See [gallery] 5.", "See 5."),
]


@pytest.mark.parametrize(("syntax", "text"), SHORTCODES)
def test_shortcodes_are_dropped_in_texts_and_pages(syntax: str, text: str) -> None:
    expected = [one for one in (FIRST, text, SECOND) if one]
    assert [" ".join(one.split()) for one in spoken(f"{FIRST}\n\n{syntax}\n\n{SECOND}")] == expected
    page = extract_html(f"<p>{FIRST}</p><p>{syntax}</p><p>{SECOND}</p>")
    assert [" ".join(block.text.split()) for block in page.blocks] == expected


def test_a_list_with_one_number_is_counted() -> None:
    items = ["First do this.", "Then do that.", "Then rest."]
    expected = [f"{number}. {item}" for number, item in enumerate(items, 1)]
    assert spoken("\n".join(f"1. {item}" for item in items)) == expected
    assert spoken("# Bridge\n\n" + "\n".join(f"1. {item}" for item in items))[1:] == expected
    assert spoken("\n".join(expected)) == expected
    assert spoken("# A\n\n3. Three.\n7. Seven.\n7. Eight.")[1:] == [
        "3. Three.",
        "7. Seven.",
        "8. Eight.",
    ]


@pytest.mark.parametrize("head", ["", "# Bridge\n\n"])
def test_words_in_angle_brackets_are_read_and_tags_are_listed(head: str) -> None:
    text = f"{head}Press <Enter> in List<String>, <b>now</b>, said <Ann> to<br>him. {FIRST}"
    article = extract(text)
    joined = " ".join(block.text for block in article.blocks)
    assert "Press Enter in List String, now, said Ann to" in joined
    assert {"<b>", "</b>", "<br>"} <= set(dropped(text, MARKUP).split())


def test_words_in_angle_brackets_on_a_page_are_read() -> None:
    page = extract_html("<p>Press &lt;Enter&gt; in List&lt;String&gt; if a &lt; b.</p>")
    assert [block.text for block in page.blocks] == ["Press Enter in List String if a < b."]


def test_a_stored_body_of_wordpress_is_read() -> None:
    text = (
        f"<!-- wp:paragraph -->\n<p>{FIRST}</p>\n<!-- /wp:paragraph -->\n\n{SECOND}\n<!--more-->\n"
        "<blockquote>As he said.</blockquote>\n<ul>\n<li>One</li>\n<li>Two</li>\n</ul>"
    )
    assert spoken(text) == [FIRST, SECOND, "As he said.", "One", "Two"]


@pytest.mark.parametrize(
    "line",
    [
        "pic.twitter.com/abc123",
        "https://pic.x.com/Abc",
        "— Council (@council) November 2, 2026",
        "View this post on Instagram",
        "A post shared by Ann Bell (@ann)",
        "This slideshow requires JavaScript.",
        "Sieh dir diesen Beitrag auf Instagram an",
        "Voir cette publication sur Instagram",
        "Ver esta publicación en Instagram",
    ],
)
def test_the_signs_of_embedded_posts_are_dropped(line: str) -> None:
    text = f"{FIRST}\n\n{line}\n\n{SECOND}"
    assert spoken(text) == [FIRST, SECOND]
    assert dropped(text, EMBEDDED_POST) == line
    page = extract_html(f"<p>{FIRST}</p><p>{line}</p><p>{SECOND}</p>")
    names_author = line.startswith("—")
    assert [block.text for block in page.blocks] == [FIRST, *[line] * names_author, SECOND]


def test_the_address_of_a_picture_is_dropped_from_its_line() -> None:
    assert spoken(f"{FIRST} pic.twitter.com/abc123") == [FIRST]
    assert spoken(f"It opens pic.twitter.com/abc123 today. {FIRST}") == [f"It opens today. {FIRST}"]


def test_a_sentence_in_short_lines_is_put_together() -> None:
    assert spoken("It was a cold\nnight in\nthe city.") == ["It was a cold night in the city."]
    assert spoken("Milk\neggs\nbread") == ["Milk", "eggs", "bread"]


MAIL = """\
From: Ann Bell <ann@example.org>
To: Bob <bob@example.org>
Date: Mon, 2 Nov 2026 10:00:00 +0000
Subject: Re: AW: The old bridge

Hi Bob,

the bridge opens on Monday.

{quoted}

Ann

--
Ann Bell
+44 20 1234 5678
"""


@pytest.mark.parametrize(
    "quoted",
    [
        "",
        "On Sun, 1 Nov 2026 at 09:00, Bob <bob@example.org> wrote:\n> When does it open?\n>\n> Bob",
        "Am 1.11.2026 um 09:00 schrieb Bob\n<bob@example.org>:\n\n> Wann?\n> Bald?",
        "Le dim. 1 nov. 2026 à 09:00, Bob a écrit :\n> Quand ?",
        "El dom, 1 nov 2026 a las 9:00, Bob escribió:\n> ¿Cuándo?",
        "> When does it open?",
    ],
)
def test_an_e_mail_is_read_without_header_quotations_and_signature(quoted: str) -> None:
    text = MAIL.format(quoted=quoted)
    expected = ["The old bridge", "Hi Bob,", "the bridge opens on Monday.", "Ann"]
    assert spoken(text) == expected
    assert "ann@example.org" in dropped(text, E_MAIL)
    assert "5678" in dropped(text, E_MAIL)


def test_an_encoded_subject_is_decoded() -> None:
    text = "From: Ann\nSubject: =?utf-8?Q?Br=C3=BCcke?= offen\n\nDie Brücke ist offen."
    assert extract(text).title == "Brücke offen"
    assert extract(text.replace("utf-8", "no-8")).title == "=?no-8?Q?Br=C3=BCcke?= offen"


ORIGINAL = "-----Original Message-----\nFrom: Bob\nSent: Sunday\nTo: Ann\nSubject: Bridge\n\nWhen?"


def test_the_message_below_a_reply_is_dropped_and_a_forwarded_one_is_read() -> None:
    assert spoken(f"Hi Bob,\n\nit opens on Monday.\n\n{ORIGINAL}") == [
        "Hi Bob,",
        "it opens on Monday.",
    ]
    assert spoken(ORIGINAL) == ["Bridge", "When?"]


@pytest.mark.parametrize(
    "text",
    [
        "From: the north came the wind.\n\nIt was cold.",
        "He wrote:\n\nIt was cold.\n\nNobody came.",
        "From the north\nTo the south\n\nIt was cold.",
        "Day one\n\n-- \n\nIt was cold.",
    ],
)
def test_a_text_that_resembles_an_e_mail_is_kept(text: str) -> None:
    assert dropped(text, E_MAIL) == ""


PROSE = [
    "The old harbour of the town was built when the river was still deep enough for the large "
    "boats that came from the north with timber and salt. Nobody remembers today who had the idea, "
    "but thousands of people worked on it for three long years. When it was finished, the town had "
    "no money left for a lighthouse.",
    "A lighthouse was built much later by a company from the capital, which wanted to sell its "
    "lamps along the whole coast. It still stands, although its lamp has been dark since the war.",
]


@pytest.mark.parametrize("width", [24, 34, 42, 48, 55, 72, 90, 105])
def test_a_column_of_any_width_is_unwrapped(width: int) -> None:
    lines = [line for paragraph in PROSE for line in textwrap.wrap(paragraph, width)]
    assert " ".join(spoken("\n".join(lines))) == " ".join(PROSE)
    assert len(spoken("\n".join(lines))) <= 2


def test_words_that_a_narrow_column_divides_are_put_together() -> None:
    text = (
        "The old town has a large har-\nbour, which was built by thous-\nands in three years, or "
        "thous-\nand days, in times that were pre-\nand post-war, when it was\nnew."
    )
    (line,) = spoken(text)
    assert "harbour, which was built by thousands" in line
    assert "thousand days, in times that were pre- and post-war" in line


def test_verse_in_small_letters_keeps_its_lines() -> None:
    verse = "roses in the morning light\nviolets in the evening rain\nnobody will come tonight"
    assert spoken(verse) == [verse]


MARGINS = [
    "{number}",
    "- {number} -",
    "{number} / Harbour Journal 3 (2024)",
    "Ann Bell et al. | {number}",
    "Page {page} of 9",
    "Seite {page}",
    "HARBOUR JOURNAL\n\n{number}",
    "{number}\n\nHARBOUR JOURNAL",
    "{number}\n\nHarbour Journal 3 (2024)",
    "Harbour Journal, Vol. 3\n\n{number}",
]


@pytest.mark.parametrize("margin", MARGINS)
def test_page_numbers_and_running_heads_are_dropped(margin: str) -> None:
    lines = textwrap.wrap(PROSE[0], 60)
    first, second = (margin.format(number=page + 11, page=page) for page in (1, 2))
    text = "\n".join([*lines[:2], "", first, "", *lines[2:4], "", second, "", *lines[4:]])
    assert spoken(text) == [PROSE[0]]
    assert dropped(text, PAGE_MARGIN).split("\n") == [
        line for one in (first, second) for line in one.split("\n") if line
    ]


@pytest.mark.parametrize(
    "margin",
    ["{number}\nHarbour Journal 3 (2024)", "{number} / Harbour Journal", "Ann Bell – {number}"],
)
def test_running_heads_between_whole_sentences_are_dropped(margin: str) -> None:
    first, second = (margin.format(number=page) for page in (12, 13))
    third = "In the evening all of them danced on it until the band had to go home to bed."
    pages = ["\n".join(textwrap.wrap(page, 60)) for page in (f"{FIRST} {SECOND}", PROSE[0], third)]
    text = f"{pages[0]}\n{first}\n{pages[1]}\n{second}\n{pages[2]}"
    assert dropped(text, PAGE_MARGIN) == f"{first}\n{second}"
    assert len(spoken(text)) == 3


def test_wrapped_lines_that_begin_or_end_with_numbers_are_kept() -> None:
    text = (
        "The wall cost the town some 26\nmillion. The old bridge was measured last\n"
        "week, and it was 27\nmetres long. The people of the town counted\n"
        "28 winters. The bridge near the inn was closed last\nnight by nobody."
    )
    assert dropped(text, PAGE_MARGIN) == ""


@pytest.mark.parametrize("heading", ["Chapter {}", "{}", "Day {}", "Round {}: the end"])
def test_numbered_headings_are_kept(heading: str) -> None:
    text = "\n\n".join(
        part for number, one in enumerate(PROSE, 1) for part in (heading.format(number), one)
    )
    assert dropped(text, PAGE_MARGIN) == ""
