"""Questions that are buttons and their hidden answers are read."""

import pytest

from tests.listen.article.html.pages import between

ANSWER = "More than there are people to do it: the school needs a teacher, the harbour two pilots."


@pytest.mark.parametrize(
    "part",
    [
        "<h2><button aria-expanded=false>Is there work?</button></h2><div hidden><p>{}</p></div>",
        "<h3><span><button aria-controls=a>Is there work?</button></span></h3>"
        "<div id=a style='display: none'><p>{}</p></div>",
        "<dl><dt><button aria-expanded=false>Is there work?</button></dt>"
        "<dd aria-hidden=true><p>{}</p></dd></dl>",
    ],
)
def test_an_accordion_is_open(part: str) -> None:
    assert between(part.format(ANSWER)) == ["Is there work?", ANSWER]


def test_other_buttons_are_not_read() -> None:
    assert between("<h2>Work<button>Copy</button></h2><p>So.</p>") == ["Work", "So."]
