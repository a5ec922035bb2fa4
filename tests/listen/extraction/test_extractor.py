from collections.abc import Iterator
from dataclasses import replace

import pytest

from audio_cache.spec import LexiconEntry, SpeechSpec
from audio_cache.voice import Voice
from listen.errors import ApiError, EmptyArticle, TooLong, UnknownVoice
from listen.extraction.extractor import Extractor
from listen.extraction.scheduler import ExtractionScheduler
from listen.publishers.profile import SiteProfile, SiteProfiles
from listen.publishers.sites import Site
from listen.request.build_spec import build_spec
from listen.request.preview import preview
from listen.request.schema import SpeechRequest
from listen.voices.selector import VoiceSelector

SHORT = "A short text. It has two sentences."
STYLE = SiteProfile(lexicon=(LexiconEntry("sentences", "phrases"), LexiconEntry("title", ipa="x")))
LONG = "\n\n".join(f"{SHORT} Number {number}." for number in range(300))


def asked(text: str, voice: str | None = None) -> SpeechRequest:
    return SpeechRequest(
        max_chars=1_000_000,
        text=text,
        title="Title",
        voice=voice,
        lexicon=(LexiconEntry("text", "string"),),
    )


def spec_of(reader: Extractor, request: SpeechRequest, selector: VoiceSelector) -> SpeechSpec:
    return reader.build_spec(request, selector)[0]


@pytest.fixture
def selector(beep: Voice) -> VoiceSelector:
    return VoiceSelector((beep,), beep.id)


@pytest.fixture
def reader(scheduler: ExtractionScheduler) -> Extractor:
    site = Site("news", ("example.org",), (("dropped", (".extra",)), ("code", "skip")))
    return Extractor(SiteProfiles(STYLE, [site]), scheduler)


@pytest.fixture
def own_scheduler(reader: Extractor) -> Iterator[ExtractionScheduler]:
    """None of whose processes has started."""
    reader._scheduler = ExtractionScheduler()
    yield reader._scheduler
    reader.close()


@pytest.mark.parametrize("text", [SHORT, LONG])
def test_long_or_short_it_is_read_the_same(
    reader: Extractor, selector: VoiceSelector, text: str
) -> None:
    composition = build_spec(asked(text), selector, STYLE)
    assert [entry.word for entry in composition.spec.lexicon] == ["sentences", "text"]
    assert spec_of(reader, asked(text), selector) == composition.spec
    assert reader.preview(asked(text), selector) == preview(composition)


@pytest.mark.parametrize(
    ("text", "voice", "error"),
    [("… " * 5000, None, EmptyArticle), (LONG, "nobody", UnknownVoice), (SHORT, "x", UnknownVoice)],
)
def test_errors_come_back_as_themselves(
    reader: Extractor, selector: VoiceSelector, text: str, voice: str | None, error: type[ApiError]
) -> None:
    for _ in range(2):
        with pytest.raises(error):
            reader.build_spec(asked(text, voice), selector)


def test_a_reader_that_takes_too_long_is_ended_and_replaced(
    reader: Extractor,
    own_scheduler: ExtractionScheduler,
    selector: VoiceSelector,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(own_scheduler.ordinary, "_timeout", 0.0)
    with pytest.raises(TooLong):
        reader.preview(asked(LONG), selector)
    monkeypatch.setattr(own_scheduler.ordinary, "_timeout", 30.0)
    assert reader.preview(asked(LONG), selector)["title"] == "Title"


def test_a_reader_that_dies_is_replaced(
    reader: Extractor, own_scheduler: ExtractionScheduler, selector: VoiceSelector
) -> None:
    reader.build_spec(asked(LONG), selector)
    (process,) = own_scheduler.ordinary._idle
    process.kill()
    process.wait()
    with pytest.raises(TooLong):
        reader.build_spec(asked(LONG), selector)
    assert spec_of(reader, asked(LONG), selector).text.startswith("Title")


PAGE = f"<p>{SHORT}</p>" + f"<script>{'x = 1; ' * 100_000}</script>"


@pytest.mark.parametrize(
    "large", [replace(asked(""), text=None, html=PAGE), asked(SHORT + "\n" * 60_000)]
)
def test_a_large_article_is_read_like_any_other(
    reader: Extractor,
    own_scheduler: ExtractionScheduler,
    selector: VoiceSelector,
    large: SpeechRequest,
) -> None:
    assert reader.preview(large, selector)["title"] == "Title"
    assert spec_of(reader, replace(large, priority="publish"), selector).text.startswith("Title")
    assert not own_scheduler.large._idle, "a click does not wait behind it"
    assert spec_of(reader, large, selector).text.startswith("Title")
    assert not own_scheduler.ordinary._idle, "nor does an article that is not as large"


def test_what_takes_the_processor_for_too_long_is_ended(
    reader: Extractor, selector: VoiceSelector
) -> None:
    attributes = " ".join(f"a{number}=1" for number in range(200_000))
    hostile = replace(asked(""), text=None, html=f"<p {attributes}>{SHORT}</p>")
    with pytest.raises(TooLong):
        reader.build_spec(hostile, selector)
    assert reader.preview(asked(LONG), selector)["title"] == "Title"


@pytest.mark.parametrize(("host", "kept"), [("example.org", False), ("example.com", True)])
def test_a_site_says_how_its_pages_are_read(
    reader: Extractor, selector: VoiceSelector, host: str, kept: bool
) -> None:
    page = replace(
        asked(""),
        text=None,
        html=f"<p>{SHORT}</p><p class='extra'>Buy this.</p>",
        source_url=f"https://{host}/",
    )
    assert ("Buy this." in spec_of(reader, page, selector).text) == kept
    text = replace(asked(f"{SHORT}\n\n```python\nsing()\n```"), source_url=page.source_url)
    assert ("Code example" in spec_of(reader, text, selector).text) == kept
