"""espeak-ng: a program with more than a hundred languages, offline. Fast, exact and robotic.

The text is passed on standard input, never as an argument and never through a shell.
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
from worker.engines.engine import Engine
from worker.engines.espeak_gains import DEFAULT_GAIN, GAINS
from worker.engines.pace import letters_per_second
from worker.errors import EngineError, EngineSetupError

_SETTINGS = "2"
"""Part of the revision: must be raised when the pace, a gain or the arguments below change."""

_RATE = 22_050
_WORDS_PER_MINUTE = 175
"""The program's default pace."""

_GAIN_PER_SPEED = 1.1
"""dB added per unit of speed to the gain of a voice. Measured in a dozen languages."""

_TIMEOUT = 10.0
"""Seconds. A segment takes a hundredth of this; a process that hangs is killed."""

_PHONEME_NOTATION = re.compile(r"\[(?=\[)")
"""[[phonemes]] is the program's notation for a pronunciation; article text must not trigger it."""

_LISTED_VOICE = re.compile(
    r"\s*\d+\s+(?P<name>[\w-]+)\s+\S+\s+\S+\s+(?P<file>\S+)\s*(?P<others>.*)"
)
"""A line of `espeak-ng --voices`: priority, language, age and gender, name, file, and other
languages as (TAG PRIORITY)."""

_MBROLA = "mb/"
"""Prefix of voices that need another program and its data."""


class EspeakEngine(Engine):
    """Runs the program once per segment."""

    def __init__(self, program: str, timeout: float = _TIMEOUT) -> None:
        """Raises EngineSetupError if the program does not list its voices."""
        self._program = program
        self._timeout = timeout
        try:
            version = re.search(r"\d+\.[\d.]*\d", self._run("--version").decode())
            self._listed = _parse_voices(self._run("--voices").decode())
        except (EngineError, UnicodeDecodeError) as error:
            raise EngineSetupError(f"espeak-ng lists no voices: {error}") from error
        self._revision = f"{version[0] if version else 'unknown'}-{_SETTINGS}"

    @classmethod
    def build(cls, config: WorkerConfig, redis: Redis) -> Self:
        program = shutil.which("espeak-ng")
        if program is None:
            raise EngineSetupError("espeak-ng is not on the PATH: apt-get install espeak-ng")
        return cls(program)

    def voices(self) -> list[Voice]:
        return [
            Voice(
                engine="espeak",
                name=listed.name,
                revision=self._revision,
                languages=listed.languages,
                scripts=(),
                sample_rate=_RATE,
                letters_per_second=letters_per_second(listed.name),
                max_characters=300,
                offline=True,
                licence="GPL-3.0-or-later (the program)",
            )
            for listed in self._listed
        ]

    def synthesize(self, text: str, voice: str, speed: float) -> Samples:
        pace = str(round(_WORDS_PER_MINUTE * speed))
        # -b 1: UTF-8. -z: no pause at the end. --stdin: the whole text at once.
        arguments = ("-v", voice, "-s", pace, "-b", "1", "-z", "--stdin", "--stdout")
        wave = self._run(*arguments, stdin=_PHONEME_NOTATION.sub("[ ", text))
        try:
            samples: Samples = soundfile.read(BytesIO(wave), dtype="float32")[0]
        except soundfile.SoundFileError as error:  # also for empty output
            raise EngineError(f"espeak-ng returned no audio for {text[:40]!r}.") from error
        return samples

    def gain(self, voice: str, speed: float) -> float:
        return GAINS.get(voice, DEFAULT_GAIN) + _GAIN_PER_SPEED * (speed - 1)

    def _run(self, *arguments: str, stdin: str = "") -> bytes:
        """Return the program's output. Raises EngineError; never leaves a process behind."""
        command = [self._program, *arguments]
        encoded = stdin.encode("utf-8", "replace")
        try:
            done = subprocess.run(
                command, input=encoded, capture_output=True, timeout=self._timeout, check=True
            )
        except subprocess.TimeoutExpired as error:
            raise EngineError(f"espeak-ng did not answer in {self._timeout:.0f} s.") from error
        except subprocess.CalledProcessError as error:
            stderr = error.stderr.decode("utf-8", "replace").strip()
            raise EngineError(f"espeak-ng failed ({error.returncode}): {stderr[:200]}") from error
        except OSError as error:
            raise EngineError(f"espeak-ng cannot be run: {error.strerror}") from error
        return done.stdout


@dataclass(frozen=True)
class _ListedVoice:
    name: str
    """Language tag, which also selects the voice in the program."""
    languages: tuple[str, ...]


def _parse_voices(listing: str) -> list[_ListedVoice]:
    """Parse the output of `espeak-ng --voices`.

    Of several voices with one tag only the first is kept: the program uses that one.
    """
    found: dict[str, _ListedVoice] = {}
    for line in map(_LISTED_VOICE.fullmatch, listing.splitlines()):
        if line is None or line["file"].startswith(_MBROLA):
            continue
        tags = [line["name"], *re.findall(r"\(([\w-]+) \d+\)", line["others"])]
        languages = dict.fromkeys(tag.partition("-")[0].lower() for tag in tags)
        found.setdefault(line["name"], _ListedVoice(line["name"], tuple(languages)))
    return list(found.values())
