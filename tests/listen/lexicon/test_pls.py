import pytest

from audio_cache.spec import LexiconEntry
from listen.lexicon.entries import LexiconError
from listen.lexicon.pls import parse_pls

HEAD = (
    '<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" '
    'alphabet="ipa" xml:lang="en-US">'
)


def pls(lexemes: str) -> bytes:
    return f"{HEAD}{lexemes}</lexicon>".encode()


def test_each_grapheme_of_a_lexeme_has_its_preferred_phoneme() -> None:
    document = pls("""
        <metadata/>
        <lexeme role="noun"><grapheme>colour</grapheme><grapheme>Color</grapheme>
          <phoneme>ˈkʌlə</phoneme><phoneme prefer="true">ˈkʌlɚ<!-- r --></phoneme>
          <example>The color red.</example></lexeme>
        <lexeme><grapheme> W3C </grapheme><alias>World Wide Web
          Consortium</alias><alias>W three C</alias></lexeme>""")
    assert parse_pls(document) == [
        LexiconEntry("colour", ipa="ˈkʌlɚ", language="en-US"),
        LexiconEntry("Color", ipa="ˈkʌlɚ", case=True, language="en-US"),
        LexiconEntry("W3C", "World Wide Web Consortium", case=True, language="en-US"),
    ]


LAUGHS = "".join(
    f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10)
).replace("&l0;", "ha")


@pytest.mark.parametrize(
    ("document", "named"),
    [
        (b"", "must be XML"),
        (b"<lexicon/>", "Pronunciation Lexicon"),
        (pls("<lexeme><grapheme>x</grapheme></lexeme>"), "line 1: 'say' or 'ipa' must be given"),
        (
            pls('<lexeme><grapheme>x</grapheme><phoneme alphabet="x-sampa">x</phoneme></lexeme>'),
            "must be 'ipa', got 'x-sampa'",
        ),
        (
            f"<!DOCTYPE lexicon [{LAUGHS}]>{HEAD}<lexeme><grapheme>&l9;</grapheme>"
            "<alias>x</alias></lexeme></lexicon>".encode(),
            "document type|must be XML",
        ),
        (
            b'<!DOCTYPE lexicon [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            + pls("<lexeme><grapheme>x</grapheme><alias>&x;</alias></lexeme>"),
            "document type",
        ),
        (pls("<a>" * 10_000 + "</a>" * 10_000), "must be XML"),
    ],
)
def test_the_error_names_the_rule(document: bytes, named: str) -> None:
    with pytest.raises(LexiconError, match=named):
        parse_pls(document)
