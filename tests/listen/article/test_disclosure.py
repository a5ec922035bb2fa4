"""The sentence that discloses a synthetic voice, and its wording."""

import json
from dataclasses import asdict

import pytest

from audio_cache.spec import Block
from listen.article.disclosure import Disclosure, Line
from listen.article.disclosure_sentences import SENTENCES

BLOCKS = [Block("title", "The bridge"), Block("paragraph", "It is open.")]
SPOKEN = Disclosure("spoken")


def sentence(disclosure: Disclosure, language: str, *scripts: str) -> str | None:
    blocks = disclosure.with_sentence(BLOCKS, language, scripts)
    return next((block.text for block in blocks if block.kind == "disclosure"), None)


@pytest.mark.parametrize("mode", ["text", "off"])
def test_no_sentence_is_spoken_unless_the_site_wants_one(mode: str) -> None:
    disclosure = Disclosure(mode, sentence=(("", "By a machine."),))  # type: ignore[arg-type]
    assert disclosure.with_sentence(BLOCKS, "en", ()) is BLOCKS


def test_the_sentence_comes_first_or_last_and_leaves_the_other_blocks() -> None:
    block = Block("disclosure", "Read by a synthetic voice.")
    assert SPOKEN.with_sentence(BLOCKS, "en", ()) == [block, *BLOCKS]
    assert Disclosure("spoken", "end").with_sentence(BLOCKS, "en", ()) == [*BLOCKS, block]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", SENTENCES["de"]),
        ("de-AT", SENTENCES["de"]),
        ("zh", SENTENCES["zh"]),
        ("zh-CN", SENTENCES["zh"]),
        ("zh-TW", SENTENCES["zh-Hant"]),
        ("zh-Hant-MO", SENTENCES["zh-Hant"]),
        ("zh-Hans-SG", SENTENCES["zh"]),
        ("sr-Latn", SENTENCES["sr-Latn"]),
        ("sr", SENTENCES["sr"]),
        ("nb-NO", SENTENCES["nb"]),
        ("tlh", None),
    ],
)
def test_the_sentence_is_in_the_language_of_the_article(
    language: str, expected: str | None
) -> None:
    assert sentence(SPOKEN, language) == expected


def test_every_language_of_announcements_has_a_sentence() -> None:
    from listen.article.announce import _WORDS  # noqa: PLC0415

    assert not _WORDS.keys() - SENTENCES.keys()


@pytest.mark.parametrize(
    ("wording", "language", "expected"),
    [
        ((("", "By a machine."),), "fr", "By a machine."),
        ((("fr", "Par une machine."),), "fr-CA", "Par une machine."),
        ((("fr", "Par une machine."),), "en", "Read by a synthetic voice."),
        ((("pt-BR", "Lido por IA."), ("pt", "Lido.")), "pt-BR", "Lido por IA."),
        ((("pt-BR", "Lido por IA."), ("pt", "Lido.")), "pt-PT", "Lido."),
        ((("", "Any."), ("pt", "Lido.")), "pt", "Lido."),
        ((("tlh", "jang."),), "tlh", "jang."),
    ],
)
def test_the_own_wording_of_the_longest_matching_language_counts(
    wording: tuple[tuple[str, str], ...], language: str, expected: str
) -> None:
    assert sentence(Disclosure("spoken", sentence=wording), language) == expected
    if wording[0][0] in ("", language):
        assert Disclosure(text=wording).line(language) == Line(expected, language)


@pytest.mark.parametrize(
    ("language", "text", "line_language"),
    [
        ("en-GB", "Read by a synthetic voice", "en-GB"),
        ("ja", "この記事は合成音声で読み上げています", "ja"),
        ("hi", "यह लेख कृत्रिम आवाज़ में पढ़ा गया है", "hi"),
        ("tlh", "Read by a synthetic voice", "en"),
    ],
)
def test_the_line_is_the_sentence_without_its_full_stop(
    language: str, text: str, line_language: str
) -> None:
    assert Disclosure().line(language) == Line(text, line_language)
    assert Disclosure("off", text=(("", text),)).line(language) is None


def test_a_sentence_that_the_voice_could_speak_in_part_only_is_not_spoken() -> None:
    assert sentence(SPOKEN, "ja", "Latin") is None
    mixed = Disclosure("spoken", sentence=(("", "Lu par 合成."),))
    assert sentence(mixed, "fr", "Latin") is None
    assert sentence(SPOKEN, "fr", "Latin") == SENTENCES["fr"]


@pytest.mark.parametrize(
    "disclosure",
    [Disclosure(), Disclosure("off"), Disclosure("spoken", "end", (("", "A"),), (("de", "B"),))],
)
def test_a_disclosure_survives_json(disclosure: Disclosure) -> None:
    assert Disclosure.from_dict(json.loads(json.dumps(asdict(disclosure)))) == disclosure
