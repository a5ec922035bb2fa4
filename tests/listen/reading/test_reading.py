from collections.abc import Iterator
from dataclasses import replace

import pytest

from audio_cache.spec import Entry
from audio_cache.voice import Voice
from listen.errors import ApiError, EmptyArticle, TooLong, UnknownVoice
from listen.reading import readers
from listen.reading.lanes import Lanes
from listen.reading.reading import Reading
from listen.request.compose import compose
from listen.request.intake import SpeechRequest
from listen.request.preview import preview
from listen.sites.sites import Site
from listen.sites.style import Style, Styles
from listen.voices.offer import Offer

SHORT = "A short text. It has two sentences."
STYLE = Style(lexicon=(Entry("sentences", "phrases"), Entry("title", ipa="x")))
LONG = "\n\n".join(f"{SHORT} Number {number}." for number in range(300))


def asked(text: str, voice: str | None = None) -> SpeechRequest:
    return SpeechRequest(
        text, None, None, "Title", None, voice, 100, "click", 1_000_000, (Entry("text", "string"),)
    )


@pytest.fixture
def offer(beep: Voice) -> Offer:
    return Offer((beep,), beep.id)


@pytest.fixture
def reader(lanes: Lanes) -> Reading:
    site = Site("news", ("example.org",), (("dropped", (".extra",)), ("code", "skip")))
    return Reading(Styles(STYLE, [site]), lanes)


@pytest.fixture
def own_lanes(reader: Reading) -> Iterator[Lanes]:
    """None of whose processes has started."""
    reader._lanes = Lanes()
    yield reader._lanes
    reader.close()


@pytest.mark.parametrize("text", [SHORT, LONG])
def test_long_or_short_it_is_read_the_same(reader: Reading, offer: Offer, text: str) -> None:
    composition = compose(asked(text), offer, STYLE)
    assert [entry.word for entry in composition.spec.lexicon] == ["sentences", "text"]
    assert reader.compose(asked(text), offer) == composition.spec
    assert reader.preview(asked(text), offer) == preview(composition)


@pytest.mark.parametrize(
    ("text", "voice", "error"),
    [("… " * 5000, None, EmptyArticle), (LONG, "nobody", UnknownVoice), (SHORT, "x", UnknownVoice)],
)
def test_errors_come_back_as_themselves(
    reader: Reading, offer: Offer, text: str, voice: str | None, error: type[ApiError]
) -> None:
    for _ in range(2):
        with pytest.raises(error):
            reader.compose(asked(text, voice), offer)


def test_a_reader_that_takes_too_long_is_ended_and_replaced(
    reader: Reading, offer: Offer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "_SECONDS", 0.0)
    with pytest.raises(TooLong):
        reader.preview(asked(LONG), offer)
    monkeypatch.setattr(readers, "_SECONDS", 30.0)
    assert reader.preview(asked(LONG), offer)["title"] == "Title"


def test_a_reader_that_dies_is_replaced(reader: Reading, own_lanes: Lanes, offer: Offer) -> None:
    reader.compose(asked(LONG), offer)
    (process,) = own_lanes.ordinary._idle
    process.kill()
    process.wait()
    with pytest.raises(TooLong):
        reader.compose(asked(LONG), offer)
    assert reader.compose(asked(LONG), offer).text.startswith("Title")


PAGE = f"<p>{SHORT}</p>" + f"<script>{'x = 1; ' * 100_000}</script>"


@pytest.mark.parametrize(
    "large", [replace(asked(""), text=None, html=PAGE), asked(SHORT + "\n" * 60_000)]
)
def test_a_large_article_is_read_like_any_other(
    reader: Reading, own_lanes: Lanes, offer: Offer, large: SpeechRequest
) -> None:
    assert reader.preview(large, offer)["title"] == "Title"
    assert reader.compose(replace(large, priority="publish"), offer).text.startswith("Title")
    assert not own_lanes.large._idle, "a click does not wait behind it"
    assert reader.compose(large, offer).text.startswith("Title")
    assert not own_lanes.ordinary._idle, "nor does an article that is not as large"


def test_what_takes_the_processor_for_too_long_is_ended(reader: Reading, offer: Offer) -> None:
    attributes = " ".join(f"a{number}=1" for number in range(200_000))
    hostile = replace(asked(""), text=None, html=f"<p {attributes}>{SHORT}</p>")
    with pytest.raises(TooLong):
        reader.compose(hostile, offer)
    assert reader.preview(asked(LONG), offer)["title"] == "Title"


@pytest.mark.parametrize(("host", "kept"), [("example.org", False), ("example.com", True)])
def test_a_site_says_how_its_pages_are_read(
    reader: Reading, offer: Offer, host: str, kept: bool
) -> None:
    page = replace(
        asked(""),
        text=None,
        html=f"<p>{SHORT}</p><p class='extra'>Buy this.</p>",
        source_url=f"https://{host}/",
    )
    assert ("Buy this." in reader.compose(page, offer).text) == kept
    text = replace(asked(f"{SHORT}\n\n```python\nsing()\n```"), source_url=page.source_url)
    assert ("Code example" in reader.compose(text, offer).text) == kept
