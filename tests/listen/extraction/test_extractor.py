import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from audio_cache.spec import LexiconEntry, SpeechSpec
from audio_cache.voice import Voice
from listen.errors import ApiError, EmptyArticle, Malformed, TooLong, Unavailable, UnknownVoice
from listen.extraction.extractor import Extractor
from listen.extraction.scheduler import ExtractionScheduler
from listen.request.build_spec import build_spec
from listen.request.json_body import parse_json_object
from listen.request.preview import preview
from listen.request.schema import SpeechRequest
from listen.sites.profile import SiteProfile
from listen.sites.site import Site
from listen.sites.sites import Sites
from listen.voices.selector import VoiceSelector

SHORT = "A short text. It has two sentences."
PROFILE = SiteProfile(
    lexicon=(LexiconEntry("sentences", "phrases"), LexiconEntry("title", ipa="x"))
)
LONG = "\n\n".join(f"{SHORT} Number {number}." for number in range(300))


def request_for(text: str, voice: str | None = None) -> SpeechRequest:
    return SpeechRequest(
        max_chars=1_000_000,
        text=text,
        title="Title",
        voice=voice,
        lexicon=(LexiconEntry("text", "string"),),
    )


def spec_of(extractor: Extractor, request: SpeechRequest, selector: VoiceSelector) -> SpeechSpec:
    return extractor.build_spec(request, selector)[0]


@pytest.fixture
def selector(beep: Voice) -> VoiceSelector:
    return VoiceSelector((beep,), beep.id)


@pytest.fixture
def extractor(scheduler: ExtractionScheduler) -> Extractor:
    site = Site("news", ("example.org",), (("dropped", (".extra",)), ("code", "skip")))
    return Extractor(Sites([site], PROFILE), scheduler)


@pytest.fixture
def own_scheduler(extractor: Extractor) -> Iterator[ExtractionScheduler]:
    """A scheduler without started processes."""
    extractor._scheduler = ExtractionScheduler()
    yield extractor._scheduler
    extractor.close()


@pytest.mark.parametrize("text", [SHORT, LONG])
def test_short_and_long_articles_are_extracted_the_same(
    extractor: Extractor, selector: VoiceSelector, text: str
) -> None:
    built = build_spec(request_for(text), selector, PROFILE)
    assert [entry.word for entry in built.spec.lexicon] == ["sentences", "text"]
    assert spec_of(extractor, request_for(text), selector) == built.spec
    assert json.loads(extractor.preview(request_for(text), selector)) == json.loads(
        json.dumps(preview(built))
    )


@pytest.mark.parametrize(
    ("text", "voice", "error"),
    [("… " * 5000, None, EmptyArticle), (LONG, "nobody", UnknownVoice), (SHORT, "x", UnknownVoice)],
)
def test_errors_of_another_process_keep_their_class(
    extractor: Extractor,
    selector: VoiceSelector,
    text: str,
    voice: str | None,
    error: type[ApiError],
) -> None:
    for _ in range(2):
        with pytest.raises(error):
            extractor.build_spec(request_for(text, voice), selector)


def test_a_process_that_takes_too_long_is_ended_and_replaced(
    extractor: Extractor,
    own_scheduler: ExtractionScheduler,
    selector: VoiceSelector,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(own_scheduler.ordinary, "_timeout", 0.0)
    with pytest.raises(Unavailable):  # the machine may be busy
        extractor.preview(request_for(LONG), selector)
    monkeypatch.setattr(own_scheduler.ordinary, "_timeout", 600.0)
    assert json.loads(extractor.preview(request_for(LONG), selector))["title"] == "Title"


def test_a_process_that_dies_is_replaced(
    extractor: Extractor, own_scheduler: ExtractionScheduler, selector: VoiceSelector
) -> None:
    extractor.build_spec(request_for(LONG), selector)
    (process,) = own_scheduler.ordinary._idle
    process.kill()
    with pytest.raises(TooLong):
        extractor.build_spec(request_for(LONG), selector)
    assert spec_of(extractor, request_for(LONG), selector).text.startswith("Title")


PAGE = f"<p>{SHORT}</p>" + f"<script>{'x = 1; ' * 100_000}</script>"


@pytest.mark.parametrize(
    "large", [replace(request_for(""), text=None, html=PAGE), request_for(SHORT + "\n" * 60_000)]
)
def test_a_large_article_is_extracted_like_any_other(
    extractor: Extractor,
    own_scheduler: ExtractionScheduler,
    selector: VoiceSelector,
    large: SpeechRequest,
) -> None:
    assert json.loads(extractor.preview(large, selector))["title"] == "Title"
    assert spec_of(extractor, replace(large, priority="publish"), selector).text.startswith("Title")
    assert not own_scheduler.large._idle, "a click does not wait behind it"
    assert spec_of(extractor, large, selector).text.startswith("Title")
    assert not own_scheduler.ordinary._idle, "nor does an article that is not as large"


def test_a_process_that_exceeds_its_processor_time_is_ended(
    extractor: Extractor, selector: VoiceSelector
) -> None:
    attributes = " ".join(f"a{number}=1" for number in range(200_000))
    hostile = replace(request_for(""), text=None, html=f"<p {attributes}>{SHORT}</p>")
    with pytest.raises(TooLong):
        extractor.build_spec(hostile, selector)
    assert json.loads(extractor.preview(request_for(LONG), selector))["title"] == "Title"


@pytest.mark.parametrize(("host", "kept"), [("example.org", False), ("example.com", True)])
def test_a_site_decides_how_its_pages_are_extracted(
    extractor: Extractor, selector: VoiceSelector, host: str, kept: bool
) -> None:
    page = replace(
        request_for(""),
        text=None,
        html=f"<p>{SHORT}</p><p class='extra'>Buy this.</p>",
        source_url=f"https://{host}/",
    )
    assert ("Buy this." in spec_of(extractor, page, selector).text) == kept
    text = replace(request_for(f"{SHORT}\n\n```python\nsing()\n```"), source_url=page.source_url)
    assert ("Code example" in spec_of(extractor, text, selector).text) == kept


class TestBodies:
    """Long bodies are parsed in another process, with the same results as short ones."""

    @pytest.mark.parametrize("padding", [0, 100_000])
    @pytest.mark.parametrize(
        "fields",
        [
            {"text": "Ünï \ud800 \U0001f600", "title": None},
            {"a": "x", "lexicon": {"Kyiv": "Keev"}, "speed": 1.5, "n": 10**30},
            {"speed": True, "list": [1, {"a": []}]},
            {},
        ],
    )
    def test_the_fields_of_a_json_object_are_returned(
        self, extractor: Extractor, fields: dict[str, Any], padding: int
    ) -> None:
        for separator in ("", "pad"):
            body = json.dumps(fields | ({"text": " " * padding} if separator else {})).encode()
            body = body[:-1] + b" " * padding + b"}"
            assert extractor.parse_json(body) == parse_json_object(body)

    @pytest.mark.parametrize("padding", [0, 100_000])
    @pytest.mark.parametrize("body", [b"", b"[]", b"{", b"null", b"\xff", b"[" * 100_000, b'{"a"'])
    def test_anything_else_is_malformed(
        self, extractor: Extractor, body: bytes, padding: int
    ) -> None:
        with pytest.raises(Malformed):
            extractor.parse_json(body + b" " * padding)

    def test_only_the_article_may_be_long(self, extractor: Extractor) -> None:
        numbers = b",".join([b"1"] * 600_000)
        with pytest.raises(TooLong, match="besides the article"):
            extractor.parse_json(b'{"text": "a", "lexicon": [' + numbers + b"]}")

    @pytest.mark.parametrize("length", [10, 200_000])
    @pytest.mark.parametrize(
        ("characters", "charset"),
        [("é", "utf-8"), ("привет ", "cp1251"), ("语言", "gb18030"), ("é", "")],
    )
    def test_a_text_is_decoded(
        self, extractor: Extractor, characters: str, charset: str, length: int
    ) -> None:
        body = (characters * length).encode(charset or "utf-8")
        assert extractor.decode(body, charset, is_page=False) == characters * length

    def test_a_body_that_takes_too_long_to_decode_is_refused(self, extractor: Extractor) -> None:
        with pytest.raises(TooLong):
            extractor.decode(b"\xff" * 50_000_000, "gb18030", is_page=True)
