import socket
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from listen.cli import client as module
from listen.cli.client import Client, ClientError
from listen.cli.main import main


@pytest.mark.parametrize("server", ["nonsense", "localhost:8000", "http://", "ftp://a.org"])
def test_what_is_no_url_is_told_as_such(server: str) -> None:
    with pytest.raises(ClientError, match="is not the URL of a server"):
        Client(server).voices()


def test_a_server_that_takes_too_long_is_not_told_to_be_started(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_TIMEOUT", (3.0, 0.05))
    with socket.create_server(("127.0.0.1", 0)) as mute:
        host, port = mute.getsockname()
        with pytest.raises(ClientError, match="has not answered in") as raised:
            Client(f"http://{host}:{port}").voices()
    assert not raised.value.nothing_answers


@pytest.mark.parametrize("command", ["say", "preview", "pregenerate"])
def test_every_command_can_tell_where_an_article_is_from(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    posted: list[dict[str, Any]] = []

    def post(self: Client, path: str, fields: dict[str, Any]) -> dict[str, Any]:
        posted.append(fields)
        raise ClientError("Enough.")

    monkeypatch.setattr(Client, "_post", post)
    article = tmp_path / "a.txt"
    article.write_text("Words.")
    asked = [command, str(article), "--source-url", "https://example.org/a"]
    assert CliRunner().invoke(main, asked).exit_code == 1
    assert posted[0]["source_url"] == "https://example.org/a"
