"""The samples of docs/callbacks.md verify what Listen signs, and nothing else."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from listen.database.tables import DeliveryRow
from listen.database.types import now
from listen.publishing.send_deliveries import _request
from listen.sites.site import Site
from listen.sites.webhook_secret import new_secret

DOCUMENT = Path(__file__).parents[3] / "docs" / "callbacks.md"
SECRET = new_secret()
PAYLOAD = {"type": "audio.finished", "data": {"title": 'Ünïcode / "quoted"'}}

PROGRAMS = {
    "python": (
        [sys.executable, "-c"],
        "import json, sys\n{sample}\n"
        "secret, headers, body = json.load(sys.stdin)\n"
        "try: print(json.dumps(verified_event(secret, headers, body.encode())))\n"
        "except Exception: print('null')",
    ),
    "php": (
        ["php", "-r"],
        "{sample}\n[$secret, $headers, $body] = json_decode(stream_get_contents(STDIN), true);"
        "echo json_encode(verified_event($secret, $headers, $body));",
    ),
    "js": (
        ["node", "-e"],
        "{sample}\nconst [secret, headers, body] = JSON.parse(require('fs').readFileSync(0));"
        "console.log(JSON.stringify(verifiedEvent(secret, headers, body)));",
    ),
}


def sample(language: str) -> str:
    """Return the sample of a language."""
    found = re.search(rf"^```{language}\n(.*?)^```$", DOCUMENT.read_text("utf-8"), re.M | re.S)
    assert found
    return found[1].removeprefix("<?php\n")


def verified(language: str, secret: str, headers: Mapping[str, str], body: bytes) -> Any:
    command, program = PROGRAMS[language]
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(
        [*command, program.replace("{sample}", sample(language))],
        input=json.dumps([secret, dict(headers), body.decode()]),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("language", PROGRAMS)
def test_a_sample_verifies_signatures(language: str) -> None:
    site = Site("news", ("news.example",), secrets=(SECRET,))
    row = DeliveryRow(
        message_id="msg_1", event="audio.finished", url="https://a.example/", payload=PAYLOAD
    )
    request = _request(site, row, now())
    body = request.body or b""
    assert verified(language, SECRET, request.headers, body) == PAYLOAD
    assert verified(language, new_secret(), request.headers, body) is None
    assert verified(language, SECRET, request.headers, body + b" ") is None
    assert verified(language, SECRET, {**request.headers, "webhook-id": "msg_2"}, body) is None
    old = _request(site, row, now() - timedelta(minutes=6))
    assert verified(language, SECRET, old.headers, body) is None
    both = f"v1,AAAA {request.headers['webhook-signature']}"
    rotated = {**request.headers, "webhook-signature": both}
    assert verified(language, SECRET, rotated, body) == PAYLOAD
