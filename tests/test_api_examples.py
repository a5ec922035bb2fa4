"""The curl commands in docs/api.md, run against a real server."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from listen.web.openapi.build import SAMPLE_SERVER
from listen.web.openapi.document import openapi_document

pytestmark = pytest.mark.e2e

REFERENCE = (Path(__file__).parents[1] / "docs" / "api.md").read_text("utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", REFERENCE, re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines()]
NEEDS_SETTINGS = (
    *("x-api-key", "/v1/pages", "/v1/hooks", "/feeds/", "/episodes/", "/v1/lexicon/reports"),
    *("Bearer", ".c2pa"),
)
"""Parts of commands that need a key, an article of a site or a certificate: `served` has none."""


def test_every_operation_has_its_example_in_the_reference() -> None:
    samples = {
        sample["source"]
        for item in openapi_document()["paths"].values()
        for method, operation in item.items()
        if method != "parameters"
        for sample in operation["x-codeSamples"]
    }
    assert samples <= set(COMMANDS)


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl")
def test_every_example_works(served: str, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("The bridge opened again on Monday.")
    first, *others = COMMANDS
    created = run(first, served, tmp_path)
    key = re.search(r'"key":\s*"([0-9a-f]{64})"', created)
    assert key, created
    # Marks, captions and the report exist for finished audio only.
    run(f"curl {SAMPLE_SERVER}/audio/KEY.mp3 -o article.mp3", served, tmp_path, key[1])
    for command in (each for each in others if not any(part in each for part in NEEDS_SETTINGS)):
        run(command, served, tmp_path, key[1])


def run(command: str, server: str, folder: Path, key: str = "") -> str:
    """Return what the command prints. curl fails for a response of 400 or more."""
    script = command.replace(SAMPLE_SERVER, server).replace("KEY", key)
    script = script.replace("curl ", "curl --fail --silent --show-error ", 1)
    done = subprocess.run(
        ["sh", "-euc", script], cwd=folder, capture_output=True, timeout=120, check=False
    )
    output = done.stdout.decode(errors="replace")
    assert done.returncode == 0, f"{command}\n{output}{done.stderr.decode()}"
    return output
