from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from listen.cli.client import Client
from listen.cli.main import main
from listen.cli.say import say


class Server(Client):
    """Has the article made already in MP3; its other formats are there when they were heard."""

    def __init__(self) -> None:
        super().__init__("http://127.0.0.1")
        self.saved: list[str] = []

    def ask(self, asked: dict[str, Any]) -> dict[str, Any]:
        formats = {one: f"/audio/key.{one}" for one in ("mp3", "ogg", "flac", "wav")}
        links = {"audio": formats["mp3"], "formats": formats}
        return {"state": "finished", "title": "", "duration": 1.0, "error": None, "links": links}

    def save(self, path: str, output: Path) -> bool:
        self.saved.append(path)
        return path.endswith(".mp3") or self.saved.count(path) > 1


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("a.mp3", ["/audio/key.mp3"]),
        ("a.OGG", ["/audio/key.ogg"] * 2),
        ("a.wav", ["/audio/key.wav"] * 2),
    ],
)
def test_the_files_name_says_its_format(name: str, saved: list[str]) -> None:
    server = Server()
    say(server, {"text": "Words."}, Path(name))
    assert server.saved == saved


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a.aac", ".mp3, .ogg, .flac, .wav"),
        ("a", ".mp3, .ogg, .flac, .wav"),
        ("gone/a.mp3", "There is no folder gone."),
    ],
)
def test_what_could_not_be_saved_is_refused_before_anything_is_asked(name: str, told: str) -> None:
    refused = CliRunner().invoke(main, ["say", "-", "-o", name])
    assert refused.exit_code == 2
    assert told in refused.output
