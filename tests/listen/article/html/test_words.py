"""Drop capitals, tooltips, marks of notes and formulas neither split nor glue words."""

import pytest

from listen.article.html.extract import extract_html
from tests.listen.article.html.pages import between

END = "on the other side of the river when the flood came to the town."


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<span class=dropcap>T </span>he boats were", "The boats were"),
        ("\n<span class=drop-cap>T</span>\nhe boats were", "The boats were"),
        ("<span class=dropcap>T</span>he boats were", "The boats were"),
        ("<b class=first-letter> T </b> he boats were", "The boats were"),
        ("<span data-initial>T</span> he boats were", "The boats were"),
        ("<span class=dropcap>O </span>nce the boats were", "Once the boats were"),
        ("<span class=dropcap>T </span>HE BOATS were", "THE BOATS were"),
        ("<span class=lettrine>“ W</span> e were", "“We were"),
        ("<span class=dropcap>A</span> council was", "A council was"),
        ("<span class=dropcap>I</span> have been", "I have been"),
        ("<span class=lede-caps>When</span> the boats were", "When the boats were"),
        ("<b>T</b> cells were", "T cells were"),
        ("<span class=dropcap>X</span> Factor was", "X Factor was"),
        ("<span class=drop>T</span> <span class=upper>he boats</span> were", "The boats were"),
        ("<span>T</span>\nhe boats were", "The boats were"),
        ("<span>A</span>\nboat was", "A boat was"),
        ("<span>X</span> Factor was", "X Factor was"),
        ("Vitamin <span>C</span> was", "Vitamin C was"),
    ],
)
def test_a_drop_capital_is_a_letter_of_its_word(html: str, text: str) -> None:
    assert between(f"<p>{html} {END}</p>") == [f"{text} {END}"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (
            "Anna Bell<span class=hovercard><b>Anna Bell</b>captain<a href=/x>MORE</a></span> was",
            "Anna Bell was",
        ),
        ("Anna Bell<span class=tooltip>captain</span> was", "Anna Bell was"),
        ("Anna Bell<span class=person-popup>captain</span> was", "Anna Bell was"),
        (
            "<span class=tooltip>Anna Bell<span class=tooltiptext>captain</span></span> was",
            "Anna Bell was",
        ),
        ("So <span class=tooltip title=captain>Anna Bell</span> was", "So Anna Bell was"),
        ("Said <a class=popup href=#n>Anna Bell</a> who was", "Said Anna Bell who was"),
        ("“<a class=popup href=#n>Anna Bell</a>” was", "“Anna Bell” was"),
        ("So<span class=has-tooltip>, she said,</span> she was", "So, she said, she was"),
    ],
)
def test_a_tooltip_is_not_read_and_its_word_is(html: str, text: str) -> None:
    assert between(f"<p>{html} {END}</p>") == [f"{text} {END}"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("In 1998.<sup>14</sup> It fell to 3%.<sup>15</sup> So", "In 1998. It fell to 3%. So"),
        ("In May.<sup>1</sup> It rained.<sup>2</sup> So", "In May. It rained. So"),
        ("5 mg<sup>13</sup> a day and more<sup>14</sup> so", "5 mg a day and more so"),
        ("A lot<sup>2,3</sup> and a few<sup>4-6</sup> more", "A lot and a few more"),
        ("A lot<sup>2, 3</sup> and a few<sup>4–6</sup> more", "A lot and a few more"),
        ("One and<sup>a</sup> another<sup>b</sup> thing", "One and another thing"),
        ("One<sup>*</sup> another<sup>†</sup> thing", "One another thing"),
        ("“No.”<sup>1</sup> “Yes”<sup>2</sup> then", "“No.” “Yes” then"),
        ("It fell (twice)<sup>7</sup> and rose;<sup>8</sup> so", "It fell (twice) and rose; so"),
        ("In 1998<sup>3</sup> and in 2001<sup>4</sup> so", "In 1998 and in 2001 so"),
        ("It fell<sup><i>4</i></sup> and rose<sup><b>5</b></sup> so", "It fell and rose so"),
        ("It was over.<sup>7</sup> Nobody came", "It was over. Nobody came"),
    ],
)
def test_marks_of_notes_are_silent(html: str, text: str) -> None:
    assert between(f"<p>{html} {END}</p>") == [f"{text} {END}"]
    fragment = extract_html(f"<p>{html} {END}</p>")
    assert fragment.blocks[0].text == f"{text} {END}"
    assert {part.reason for part in fragment.dropped} == {"footnote mark"}


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("90 m<sup>2</sup> and 30 km<sup>2</sup>", "90 m² and 30 km²"),
        ("10<sup>3</sup> or 2<sup>16</sup>", "10³ or 2¹⁶"),
        ("10<sup>-3</sup> or 10<sup>−6</sup> m", "10⁻³ or 10⁻⁶ m"),
        ("The 5<sup>th</sup> and the 21<sup>st</sup>", "The 5th and the 21st"),
        ("The <sup>14</sup>C and the <sup>235</sup>U", "The 14C and the 235U"),
        ("So x<sup>2</sup> + y<sup>2</sup> = z<sup>2</sup>", "So x² + y² = z²"),
        ("1<sup>er</sup> mai, la 2<sup>e</sup>, XX<sup>e</sup>", "1er mai, la 2e, XXe"),
        ("3<sup>1</sup>/<sub>2</sub> tons", "3 1/2 tons"),
        ("10 kg/m<sup>3</sup> and 5 m/s<sup>2</sup>", "10 kg/m³ and 5 m/s²"),
        ("Na<sup>+</sup> and Ca<sup>2+</sup>", "Na+ and Ca2+"),
        ("sin<sup>2</sup> and cos<sup>3</sup>", "sin2 and cos3"),
        ("The Boat<sup>TM</sup>", "The BoatTM"),
    ],
)
@pytest.mark.parametrize("notes", ["", "It fell.<sup>1</sup> It rose.<sup>2</sup> "])
def test_powers_ordinals_and_isotopes_are_read(html: str, text: str, notes: str) -> None:
    plain = "It fell. It rose. " if notes else ""
    assert between(f"<p>{notes}{html} {END}</p>") == [f"{plain}{text} {END}"]


def test_one_number_after_a_name_is_read() -> None:
    assert between(f"<p>The Lowe<sup>2</sup> was {END}</p>") == [f"The Lowe2 was {END}"]


@pytest.mark.parametrize(
    ("math", "text"),
    [
        ("<mfrac><mn>1</mn><mn>2</mn></mfrac>", "1/2"),
        ("<mfrac>\n<mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow>\n<mi>c</mi>\n</mfrac>", "(a+b)/c"),
        ("<mfrac linethickness=0><mi>n</mi><mi>k</mi></mfrac>", "nk"),
        ("<msup><mi>x</mi><mn>2</mn></msup>", "x²"),
        ("<msup><mi>x</mi><mi>n</mi></msup>", "x^n"),
        ("<msup><mi>x</mi><mrow><mi>n</mi><mo>+</mo><mn>1</mn></mrow></msup>", "x^(n+1)"),
        ("<msub><mi>x</mi><mn>1</mn></msub>", "x1"),
        ("<msqrt><mi>x</mi></msqrt>", "√x"),
        ("<msqrt><mi>x</mi><mo>+</mo><mi>y</mi></msqrt>", "√(x+y)"),
    ],
)
def test_formulas_are_written_in_a_line(math: str, text: str) -> None:
    html = f"<p>They say that <math>{math}</math> is {END}</p>"
    assert between(html) == [f"They say that {text} is {END}"]


def test_a_formula_is_read_where_an_image_of_it_is_shown() -> None:
    hidden = "<span style='display: none'><math><mi>x</mi></math></span>"
    image = "<img class=mwe-math-fallback-image-inline alt='{\\displaystyle x}'>"
    assert between(f"<p>So {hidden}{image} is {END}</p>") == [f"So x is {END}"]
    assert between(f"<p>So <img class=tex alt=x+y> is {END}</p>") == [f"So x+y is {END}"]
    assert between(f"<p>So <img class=tex alt='\\frac12'> is {END}</p>") == [f"So is {END}"]
