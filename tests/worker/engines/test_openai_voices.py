"""Voices of another speech server, from the settings to its requests: a real web and worker."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.conftest import SpawnWorker, free_port, running_server, wait_until

FakeService = Any
MODEL = "speaches-ai/Kokoro-82M-v1.0-ONNX"


def test_any_name_of_a_voice_works_from_the_settings_to_the_request(
    redis_url: str,
    data_dir: Path,
    tmp_path: Path,
    spawn_worker: SpawnWorker,
    speech_server: FakeService,
    voice_names: tuple[str, ...],
) -> None:
    spawn_worker(
        LISTEN_WORKER_ENGINES="openai",
        LISTEN_WORKER_OPENAI_URL=f"{speech_server.url}/v1",
        LISTEN_WORKER_OPENAI_KEY="secret",
        LISTEN_WORKER_OPENAI_MODEL=MODEL,
        LISTEN_WORKER_OPENAI_VOICES=json.dumps(voice_names),  # as a TOML array
    )
    with running_server(redis_url, data_dir, free_port()) as url:
        listed = requests.get(f"{url}/v1/voices", timeout=10).json()["voices"]
        assert {voice["id"] for voice in listed} == {f"openai:{name}" for name in voice_names}
        for number, name in enumerate(voice_names):
            voice = name if number % 2 else f"openai:{name}"
            fields = {"input": f"Sentence number {number}.", "voice": voice}
            response = requests.post(f"{url}/v1/audio/speech", json=fields, timeout=60)
            assert response.status_code == 200, (name, response.text)
            assert len(response.content) > 1000
            assert speech_server.requests[-1]["voice"] == name
            assert speech_server.requests[-1]["model"] == MODEL
        name = 'O\'Brien "the voice" [us]'
        article = {"text": "An article.", "voice": f"openai:{name}"}
        audio = requests.post(f"{url}/v1/audio", json=article, timeout=60).json()
        assert audio["voice"] == f"openai:{name}"
        link = f"{url}{audio['links']['self']}"
        wait_until(lambda: requests.get(link, timeout=10).json()["state"] == "finished")
        report = requests.get(f"{link}/report", timeout=10).json()
        assert (report["engine"], "@" in report["revision"]) == ("openai", False)
        for voice in ("alex@2025-01", "en-US-Ava:DragonHDLatestNeural"):
            say(url, tmp_path, "--voice", f"openai:{voice}")
            assert speech_server.requests[-1]["voice"] == voice


def say(url: str, folder: Path, *options: str) -> None:
    (folder / "article.txt").write_text(f"An article for {options}.")
    command = [sys.executable, "-m", "listen", "say", "article.txt", "--server", url, *options]
    subprocess.run(command, cwd=folder, env=os.environ, check=True)


@pytest.mark.parametrize("voice", ["nobody", "", " ", "openai:", "a" * 10_000, "@", "tone:beep@1"])
def test_an_unknown_name_is_refused_in_the_form_of_openai(served: str, voice: str) -> None:
    for sent in (voice, {"id": voice}):
        fields = {"input": "Hello.", "voice": sent}
        response = requests.post(f"{served}/v1/audio/speech", json=fields, timeout=30)
        assert response.status_code == 400
        assert response.json()["error"]["code"] == "unknown_voice"
        assert response.json()["error"]["param"] == "voice"


@pytest.mark.parametrize("voice", ["alloy", "Alloy", " alloy\n", "tone:beep", " tone:beep "])
def test_blanks_and_the_case_of_names_of_openai_are_ignored(served: str, voice: str) -> None:
    for sent in (voice, {"id": voice}):
        fields = {"input": "Hello.", "voice": sent}
        assert requests.post(f"{served}/v1/audio/speech", json=fields, timeout=60).ok
