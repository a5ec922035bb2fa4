from pathlib import Path
from typing import Any, cast

import pytest
from click.testing import CliRunner

from listen.cli.client import Client
from listen.cli.main import main
from listen.cli.responses import Audio
from listen.cli.say import say


class Server(Client):
    """A server with a finished MP3. Other formats are finished after their first download."""

    def __init__(self) -> None:
        super().__init__("http://127.0.0.1")
        self.downloads: list[str] = []

    def request_audio(self, fields: dict[str, Any]) -> Audio:
        formats = {one: f"/audio/key.{one}" for one in ("mp3", "ogg", "flac", "wav")}
        links = {"audio": formats["mp3"], "formats": formats}
        audio = {"state": "finished", "title": "", "duration": 1.0, "error": None, "links": links}
        return cast(Audio, audio)

    def download(self, path: str, output: Path) -> bool:
        self.downloads.append(path)
        return path.endswith(".mp3") or self.downloads.count(path) > 1


@pytest.mark.parametrize(
    ("name", "downloads"),
    [
        ("a.mp3", ["/audio/key.mp3"]),
        ("a.OGG", ["/audio/key.ogg"] * 2),
        ("a.wav", ["/audio/key.wav"] * 2),
    ],
)
def test_the_suffix_selects_the_format(name: str, downloads: list[str]) -> None:
    server = Server()
    say(server, {"text": "Words."}, Path(name))
    assert server.downloads == downloads


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a.aac", ".mp3, .ogg, .flac, .wav"),
        ("a", ".mp3, .ogg, .flac, .wav"),
        ("gone/a.mp3", "The folder gone does not exist."),
    ],
)
def test_an_output_that_cannot_be_written_is_refused_before_a_request(
    name: str, message: str
) -> None:
    refused = CliRunner().invoke(main, ["say", "-", "-o", name])
    assert refused.exit_code == 2
    assert message in refused.output


def test_a_folder_is_not_an_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    refused = CliRunner().invoke(main, ["say", "."])
    assert refused.exit_code == 2
    assert "Cannot read .: Is a directory." in refused.output
