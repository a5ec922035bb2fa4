"""The commands: a shell pipeline with espeak-ng, and scripts with gTTS and with kokoro-onnx."""

import sys
from pathlib import Path

from bench.peers.command import Command
from tests.kokoro.cache import CACHE
from worker.downloads.kokoro import files

_SCRIPTS = Path(__file__).parent / "scripts"
_VOICES, _MODEL = (CACHE / "kokoro" / file.url.rpartition("/")[2] for file in files(""))


class EspeakPipeline(Command):
    """espeak-ng into ffmpeg, whose default is MP3 at a constant bit rate."""

    name = "espeak-ng | ffmpeg"
    extension = "mp3"

    def command(self, article: Path, output: Path) -> list[str]:
        pipeline = 'espeak-ng --stdout -f "$1" | ffmpeg -loglevel error -i - "$2"'
        return ["sh", "-c", pipeline, "sh", str(article), str(output)]


class GttsScript(Command):
    """The script with gTTS, whose requests go to another server."""

    name = "gTTS script"
    extension = "mp3"

    def __init__(self, url: str) -> None:
        self._url = url

    def command(self, article: Path, output: Path) -> list[str]:
        runner, script = _SCRIPTS / "redirected.py", _SCRIPTS / "gtts_script.py"
        return [sys.executable, str(runner), self._url, str(script), str(article), str(output)]


class KokoroScript(Command):
    """The script with kokoro-onnx."""

    name = "kokoro-onnx script"
    extension = "wav"
    once = True

    @staticmethod
    def is_available() -> bool:
        """Return whether the model is there."""
        return _MODEL.exists() and _VOICES.exists()

    def command(self, article: Path, output: Path) -> list[str]:
        arguments = (_SCRIPTS / "kokoro_script.py", _MODEL, _VOICES, article, output)
        return [sys.executable, *map(str, arguments)]
