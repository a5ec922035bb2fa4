"""Measures the gain of each of Kokoro's voices: python -m tests.kokoro.measure_gains [VOICE...].

Prints the loudness of the language's article in tests/kokoro/articles.py with the present gain, and
the gain that would bring it to -19 LUFS, as a line for worker/engines/kokoro_gains.py.
"""

import sys
from types import SimpleNamespace
from typing import Any

from audio_cache.spec import Block
from audio_cache.voice import Voice
from tests.kokoro.articles import ARTICLES
from tests.kokoro.cache import CACHE
from tests.worker.engines.levels import loudness_of, speak
from worker.config import WorkerConfig
from worker.engines.kokoro import KokoroEngine
from worker.script.script import SpeakerLimits, write_script

TARGET = -19.0
"""LUFS."""

SENTENCES = 3
"""About 15 s of speech."""


def loudness(engine: KokoroEngine, voice: Voice, text: str, sentences: int | None = None) -> float:
    """Return the LUFS of the MP3 file of the first sentences of a text."""
    blocks = [Block("paragraph", text)]
    script = write_script(blocks, voice.languages[0], SpeakerLimits.of(voice, ()))
    measured = loudness_of(speak(engine, voice, script[:sentences]))
    assert measured is not None
    return measured


def main() -> None:
    redis: Any = SimpleNamespace()
    engine = KokoroEngine.build(WorkerConfig(voices_dir=str(CACHE)), redis)
    for voice in engine.voices():
        if voice.name in (sys.argv[1:] or voice.name):
            measured = loudness(engine, voice, ARTICLES[voice.languages[0]], SENTENCES)
            gain = engine.gain(voice.name, 1.0) + TARGET - measured
            print(f'    "{voice.name}": {gain:.1f},  # {measured:.1f} LUFS', flush=True)


if __name__ == "__main__":
    main()
