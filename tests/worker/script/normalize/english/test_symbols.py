from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Marks & Sons © 2020", "Marks and Sons copyright twenty twenty"),
        ("§ 5 and §§ 6", "section five and sections six"),
        ("±5 ≈ 6", "plus or minus five is about six"),
        ("Disney+ and C++", "Disney plus and C plus plus"),
    ],
)
def test_signs_are_spoken(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("5 + 3 = 8", "five plus three equals eight"),
        ("3 * 4", "three times four"),
        ("x = -3", "x equals minus three"),
        ("x² and 10⁶", "x squared and ten to the power of six"),
        ("10^-3 and x^2", "ten to the power of minus three and x squared"),
        (
            "10⁻⁶ and 6×10²³",
            "ten to the power of minus six and six times ten to the power of twenty three",
        ),
        ("m s⁻²", "m s to the power of minus two"),
        ("P=.002", "P equals point zero zero two"),
        ("5% → 7%", "five percent to seven percent"),
        ("5 - 3 = 2", "five minus three equals two"),
        ("A → B", "A to B"),
    ],
)
def test_arithmetic_is_spoken(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("~5, <6 and >$7", "about five, less than six and more than seven dollars"),
        ("#1 and # 2", "number one and number two"),
        ("less << more ~ c", "less more c"),
    ],
)
def test_some_signs_are_spoken_only_before_numbers(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("*** Read *this* now ___ ===", "Read this now"),
        ("Acme™ and Foo®", "Acme and Foo"),
        ("so :-) it is", "so it is"),
    ],
)
def test_ornaments_are_silent(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("True[1] and so.[2,3] on¹", "True and so. on"),
        ("he go [sic] home", "he go home"),
        ("and then³", "and then"),
    ],
)
def test_references_to_notes_are_silent(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("a <b>bold</b> move", "a bold move"),
        ('see <a href="x.html">this</a>', "see this"),
    ],
)
def test_html_tags_are_silent(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("the [Syrian] army", "the Syrian army"),
    ],
)
def test_inserted_words_are_kept(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("① and Ⅳ", "one and four"),
    ],
)
def test_other_numeric_characters_are_numbers(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("“Yes,” he said, ‘no’.", "Yes, he said, no."),
    ],
)
def test_quotes_are_silent(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("wait... what?! — no", "wait… what? no"),
        ("one • two | three", "one, two, three"),
    ],
)
def test_punctuation_of_other_scripts_is_mapped(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Ca²⁺, Na⁺ and SO₄²⁻", "Ca two plus, Na plus and SO four two minus"),
    ],
)
def test_charges_are_spoken(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("²³⁵U and ¹⁴C, but ¹A note", "two hundred thirty five U and fourteen C, but A note"),
    ],
)
def test_isotopes_have_numbers(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken
