"""Lock screen and headset controls."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.e2e

Visit = Callable[..., Any]

_TEXT = "The bridge opened again on Monday. Many people crossed it in the first hour.\n\n" * 4
_METADATA = "navigator.mediaSession.metadata"
_TITLE = f"{_METADATA}?.title"


@pytest.fixture
def key(worker: Any) -> str:
    return str(worker.make(f"# The bridge\n\n{_TEXT}"))


@pytest.mark.parametrize(
    ("meta", "artwork"),
    [
        ("property=og:image content=/bridge.jpg", "/bridge.jpg"),
        ("name=og:image content=/bridge.jpg", "/bridge.jpg"),
        ("property=og:image:url content=bridge.png", "/bridge.png"),
        ("name=twitter:image content=https://cdn.example/a.webp", "https://cdn.example/a.webp"),
        ("property=og:image content='http://['", None),
        ("property=og:image content=''", None),
        ("property=og:image", None),
        ("property=og:title content=/bridge.jpg", None),
    ],
)
def test_the_artwork_is_the_image_of_the_page(
    visit: Visit, key: str, meta: str, artwork: str | None
) -> None:
    reader = visit(f"audio-key={key}", before=f"</script><meta {meta}><script>")
    reader.play.click()
    reader.page.wait_for_function(f"{_TITLE} === 'The bridge'")
    sources = reader.page.evaluate(f"{_METADATA}.artwork.map((each) => each.src)")
    expected = [] if artwork is None else [artwork]
    assert [source.removeprefix(reader.page.url.rpartition("/")[0]) for source in sources] == (
        expected
    )


def test_the_controls_are_those_of_the_player_that_sounded_last(
    visit: Visit, worker: Any, key: str
) -> None:
    other = worker.make(f"# The ferry\n\n{_TEXT}")
    reader = visit(f"audio-key={key}", f"<listen-article audio-key={other}></listen-article>")
    for title, player in (("bridge", 0), ("ferry", 1), ("bridge", 0)):
        reader.page.locator("listen-article .play").nth(player).click()
        reader.page.wait_for_function(f"{_TITLE} === 'The {title}'")
