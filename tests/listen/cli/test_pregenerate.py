from pathlib import Path
from typing import Any

import pytest

from listen.cli import pregenerate as module
from listen.cli.client import Client, ClientError
from listen.cli.pregenerate import articles_in, pregenerate


def test_folders_are_their_articles_and_urls_are_as_they_are(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "c.png", "d.HTML"):
        (tmp_path / name).write_text("Words.")
    other = tmp_path / "c.png"
    assert articles_in([other, "https://example.org/", tmp_path]) == [
        other,
        "https://example.org/",
        tmp_path / "a.txt",
        tmp_path / "b.md",
        tmp_path / "d.HTML",
    ]


class Server(Client):
    """Makes every article in no time, but tells nothing of those whose URL says so."""

    def __init__(self, answers: int = 1000) -> None:
        super().__init__("http://127.0.0.1")
        self.answers = answers

    def ask(self, asked: dict[str, Any]) -> dict[str, Any]:
        self.answers -= 1
        if self.answers < 0:
            raise ClientError("Nothing answers.", nothing_answers=True)
        return {"key": asked["url"], "state": "queued"}

    def audio(self, key: str) -> dict[str, Any]:
        if "broken" in key:
            raise ClientError("It broke.")
        return {"key": key, "state": "finished", "error": None}


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_POLL_SECONDS", 0.0)


def test_one_of_which_nothing_can_be_learned_does_not_end_the_others() -> None:
    urls: list[Path | str] = ["https://a.org/1", "https://a.org/broken", "https://a.org/2"]
    outcome = pregenerate(Server(), urls, {})
    assert (outcome.made, outcome.failures) == (2, ["https://a.org/broken: It broke."])


def test_a_server_that_goes_away_has_failed_what_it_was_not_asked_for() -> None:
    urls: list[Path | str] = [f"https://a.org/{number}" for number in range(4)]
    outcome = pregenerate(Server(answers=2), urls, {})
    assert outcome.made == 2
    assert outcome.failures == [f"https://a.org/{number}: Nothing answers." for number in (2, 3)]
    with pytest.raises(ClientError):
        pregenerate(Server(answers=0), urls, {})
