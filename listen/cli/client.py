"""A client of the HTTP API, for the commands that talk to a server.

ClientError    the sentence to print; whether nothing answered at all
"""

import json
import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, cast

import requests
from requests.exceptions import InvalidSchema, InvalidURL, MissingSchema
from rich.console import Console

CONSOLE = Console(stderr=True, highlight=False)
SHOWN: dict[str, Any] = {"console": CONSOLE, "transient": True, "disable": not CONSOLE.is_terminal}
"""How progress is: in a terminal only, so that cron has nothing to send."""

_TIMEOUT = (3.0, 60.0)
"""Seconds to connect, and to wait for an answer."""


class ClientError(Exception):
    def __init__(self, message: str, nothing_answers: bool = False) -> None:
        super().__init__(message)
        self.nothing_answers = nothing_answers


def is_being_made(audio: dict[str, Any]) -> bool:
    return audio["state"] in ("queued", "started")


class Client:
    """Every method raises ClientError."""

    def __init__(self, server: str) -> None:
        self._server = server.rstrip("/")
        self._session = requests.Session()

    def ask(self, asked: dict[str, Any]) -> dict[str, Any]:
        """The audio resource of what is asked for."""
        return self._post("/v1/audio", asked)

    def preview(self, asked: dict[str, Any]) -> dict[str, Any]:
        """What would be read."""
        return self._post("/v1/preview", asked)

    def audio(self, key: str) -> dict[str, Any]:
        """Or what is made instead, when its voice failed."""
        audio = _json(self._call("GET", f"/v1/audio/{key}"))
        return self.audio(audio["superseded_by"]) if "superseded_by" in audio else audio

    def voices(self) -> dict[str, Any]:
        """The `voices`, and the engines that are `absent` with why they are."""
        return _json(self._call("GET", "/v1/voices"))

    def is_well(self) -> bool:
        """Whether the web's process answers for itself."""
        try:
            return _json(self._call("GET", "/healthz")).get("status") == "ok"
        except ClientError:
            return False

    def save(self, path: str, output: Path) -> bool:
        """Writes what is at the path to a file, whole or not at all; whether it will stay so."""
        response = self._call("GET", path, stream=True)
        try:
            with NamedTemporaryFile(dir=output.parent, suffix=".part", delete=False) as file:
                try:
                    for chunk in response.iter_content(1 << 16):
                        file.write(chunk)
                    os.chmod(file.name, 0o644)
                    os.replace(file.name, output)
                except BaseException:
                    os.unlink(file.name)
                    raise
        except requests.RequestException as error:
            raise ClientError(f"The connection broke: {error}") from None
        except OSError as error:
            raise ClientError(f"{output} cannot be written: {error.strerror}.") from None
        return "immutable" in response.headers.get("Cache-Control", "")

    def _post(self, path: str, fields: dict[str, Any]) -> dict[str, Any]:
        body = json.dumps(fields, ensure_ascii=False).encode(errors="replace")
        headers = {"Content-Type": "application/json"}
        return _json(self._call("POST", path, data=body, headers=headers))

    def _call(self, method: str, path: str, **arguments: Any) -> requests.Response:
        try:
            response = self._session.request(
                method, self._server + path, timeout=_TIMEOUT, **arguments
            )
        except (MissingSchema, InvalidSchema, InvalidURL):
            raise ClientError(
                f"{self._server} is not the URL of a server, such as http://127.0.0.1:8000.",
                nothing_answers=True,
            ) from None
        except requests.ReadTimeout:
            raise ClientError(
                f"{self._server} has not answered in {_TIMEOUT[1]:.0f} seconds."
            ) from None
        except requests.RequestException:
            raise ClientError(
                f"Nothing answers at {self._server}. Start a server with `listen up`, or say with "
                "--server where it is.",
                nothing_answers=True,
            ) from None
        if not response.ok:
            raise ClientError(_reason(response))
        return response


def _json(response: requests.Response) -> dict[str, Any]:
    try:
        return cast(dict[str, Any], response.json())
    except ValueError:
        raise ClientError("What answers there is not Listen.", nothing_answers=True) from None


def _reason(response: requests.Response) -> str:
    try:
        problem = response.json()
        return f"{problem['detail']} ({problem['code']})"
    except (ValueError, KeyError, TypeError):
        return f"The server answers {response.status_code} {response.reason}."
