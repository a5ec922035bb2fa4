"""espeak-ng: the program, for more than a hundred languages offline. Quick, exact and robotic.

The text goes in by its standard input, never by its arguments and never through a shell.
"""

import re
import shutil
import subprocess
from dataclasses import dataclass
from io import BytesIO
from typing import Self

import soundfile
from redis import Redis

from audio_cache.voice import Voice
from worker.audio import Samples
from worker.config import WorkerConfig
from worker.engines.pace import letters_per_second
from worker.errors import EngineAbsent, EngineError

_SETTINGS = "1"
"""Part of the revision: raise it when the pace, the gain or the arguments below change."""

_RATE = 22_050
_WORDS_PER_MINUTE = 175
"""Its own pace."""

_GAIN = 1.4
_GAIN_OFF_PACE = 1.1
"""dB at its own pace, and more for each unit of speed: measured in a dozen languages to end within
2 LU of -19 LUFS."""

_SECONDS = 10.0
"""It speaks a segment in a hundredth of this; one that hangs is killed."""

_PHONEMES = re.compile(r"\[(?=\[)")
"""[[phonemes]] is its notation for how to say a word."""

_LINE = re.compile(r"\s*\d+\s+(?P<name>[\w-]+)\s+\S+\s+\S+\s+(?P<file>\S+)\s*(?P<others>.*)")
"""Of what `espeak-ng --voices` prints: priority, language, age and gender, name, file, and other
languages as (TAG PRIORITY)."""

_MBROLA = "mb/"
"""Voices that need another program and its data."""


class EspeakEngine:
    parallel = 1

    def __init__(self, program: str, seconds: float = _SECONDS) -> None:
        """Raises EngineAbsent for a program that does not tell its voices."""
        self._program = program
        self._seconds = seconds
        try:
            version = re.search(r"\d+\.[\d.]*\d", self._run("--version").decode())
            self._known = _read_voices(self._run("--voices").decode())
        except (EngineError, UnicodeDecodeError) as error:
            raise EngineAbsent(f"espeak-ng tells no voices: {error}") from error
        self._revision = f"{version[0] if version else 'unknown'}-{_SETTINGS}"

    @classmethod
    def build(cls, config: WorkerConfig, redis: Redis) -> Self:
        program = shutil.which("espeak-ng")
        if program is None:
            raise EngineAbsent("there is no espeak-ng on the PATH: apt-get install espeak-ng")
        return cls(program)

    def voices(self) -> list[Voice]:
        return [
            Voice(
                engine="espeak",
                name=known.name,
                revision=self._revision,
                languages=known.languages,
                scripts=(),
                sample_rate=_RATE,
                letters_per_second=letters_per_second(known.name),
                max_characters=300,
                offline=True,
                licence="GPL-3.0-or-later (the program)",
            )
            for known in self._known
        ]

    def trouble(self) -> str:
        return ""

    def warm(self) -> None:
        pass

    def synthesize(self, text: str, voice: str, speed: float) -> Samples:
        pace = str(round(_WORDS_PER_MINUTE * speed))
        # As UTF-8, all of it at once, and without a pause at the end.
        arguments = ("-v", voice, "-s", pace, "-b", "1", "-z", "--stdin", "--stdout")
        wave = self._run(*arguments, given=_PHONEMES.sub("[ ", text))
        try:
            samples: Samples = soundfile.read(BytesIO(wave), dtype="float32")[0]
        except soundfile.SoundFileError as error:  # also for nothing at all
            raise EngineError(f"espeak-ng says nothing for {text[:40]!r}.") from error
        return samples

    def gain(self, voice: str, speed: float) -> float:
        return _GAIN + _GAIN_OFF_PACE * (speed - 1)

    def _run(self, *arguments: str, given: str = "") -> bytes:
        """What the program prints. Raises EngineError; leaves no process behind, whatever comes."""
        command = [self._program, *arguments]
        encoded = given.encode("utf-8", "replace")
        try:
            done = subprocess.run(
                command, input=encoded, capture_output=True, timeout=self._seconds, check=True
            )
        except subprocess.TimeoutExpired as error:
            raise EngineError(f"espeak-ng did not answer in {self._seconds:.0f} s.") from error
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode("utf-8", "replace").strip()
            raise EngineError(f"espeak-ng failed ({error.returncode}): {said[:200]}") from error
        except OSError as error:
            raise EngineError(f"espeak-ng cannot be run: {error.strerror}") from error
        return done.stdout


@dataclass(frozen=True)
class _Known:
    name: str
    """Its language tag, which is also how the program is asked for it."""
    languages: tuple[str, ...]


def _read_voices(listing: str) -> list[_Known]:
    """The voices of `espeak-ng --voices`, each tag once: the program speaks with its first."""
    found: dict[str, _Known] = {}
    for line in map(_LINE.fullmatch, listing.splitlines()):
        if line is None or line["file"].startswith(_MBROLA):
            continue
        tags = [line["name"], *re.findall(r"\(([\w-]+) \d+\)", line["others"])]
        languages = dict.fromkeys(tag.partition("-")[0].lower() for tag in tags)
        found.setdefault(line["name"], _Known(line["name"], tuple(languages)))
    return list(found.values())
