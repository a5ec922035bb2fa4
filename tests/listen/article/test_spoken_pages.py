"""Sentences of the pages in pages/ are read in the page's own language, as spoken.toml says."""

import tomllib
from pathlib import Path

import pytest

from audio_cache.spec import SEPARATOR
from listen.article.html.extract import extract_html
from worker.script.normalize.ipa import strip_ipa
from worker.script.script import SpeakerLimits, write_script

PAGES = Path(__file__).parent / "pages"
SPOKEN: dict[str, dict[str, str]] = tomllib.loads((PAGES / "spoken.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", SPOKEN)
def test_the_sentences_of_a_page_have_their_spoken_forms(name: str) -> None:
    blocks = extract_html((PAGES / f"{name}.html").read_text("utf-8")).blocks
    text = SEPARATOR.join(block.text for block in blocks)
    spoken = {
        text[segment.start : segment.end]: strip_ipa(segment.spoken)
        for segment in write_script(blocks, name[:2], SpeakerLimits(350))
    }
    assert {written: spoken.get(written) for written in SPOKEN[name]} == SPOKEN[name]


def test_there_are_sixty_pages_in_fourteen_languages() -> None:
    names = [path.stem for path in PAGES.glob("*.html")]
    assert len(names) >= 60
    assert len({name[:2] for name in names}) >= 14
