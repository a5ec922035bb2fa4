from pathlib import Path
from typing import Any, cast

import pytest

from listen.cli import pregenerate as module
from listen.cli.client import Client, ClientError
from listen.cli.pregenerate import find_articles, pregenerate
from listen.cli.responses import Audio


def test_folders_are_replaced_by_their_articles_and_urls_are_kept(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "c.png", "d.HTML"):
        (tmp_path / name).write_text("Words.")
    other = tmp_path / "c.png"
    assert find_articles([other, "https://example.org/", tmp_path]) == [
        other,
        "https://example.org/",
        tmp_path / "a.txt",
        tmp_path / "b.md",
        tmp_path / "d.HTML",
    ]


class Server(Client):
    """Finishes every article at once, but fails requests for keys that contain "broken"."""

    def __init__(self, answers: int = 1000) -> None:
        super().__init__("http://127.0.0.1")
        self.answers = answers

    def request_audio(self, fields: dict[str, Any]) -> Audio:
        self.answers -= 1
        if self.answers < 0:
            raise ClientError("No server.", is_unreachable=True)
        return cast(Audio, {"key": fields["url"], "state": "queued"})

    def get_audio(self, key: str) -> Audio:
        if "broken" in key:
            raise ClientError("It broke.")
        return cast(Audio, {"key": key, "state": "finished", "error": None})


@pytest.fixture(autouse=True)
def _no_polling_delay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_POLL_INTERVAL", 0.0)


def test_an_article_whose_state_is_unknown_does_not_end_the_others() -> None:
    urls: list[Path | str] = ["https://a.org/1", "https://a.org/broken", "https://a.org/2"]
    outcome = pregenerate(Server(), urls, {})
    assert (outcome.generated, outcome.failures) == (2, ["https://a.org/broken: It broke."])


def test_a_server_that_goes_away_fails_the_remaining_articles() -> None:
    urls: list[Path | str] = [f"https://a.org/{number}" for number in range(4)]
    outcome = pregenerate(Server(answers=2), urls, {})
    assert outcome.generated == 2
    assert outcome.failures == [f"https://a.org/{number}: No server." for number in (2, 3)]
    with pytest.raises(ClientError):
        pregenerate(Server(answers=0), urls, {})
