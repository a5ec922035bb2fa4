"""Measures the loudness of voices by the test pages.

python -m tests.worker.engines.levels ENGINE [VOICE...]
"""

import os
import sys
from pathlib import Path
from typing import cast

import numpy as np
from redis import Redis

from audio_cache.spec import Block
from audio_cache.voice import Voice
from worker.config import WorkerConfig
from worker.encoders import ENCODERS
from worker.engines.engine import Engine
from worker.engines.registry import build
from worker.script.script import Segment, SpeakerLimits, write_script
from worker.sentence_cache import NoSentenceCache
from worker.stitch import Timeline
from worker.synthesize import Synthesizer
from worker.voice_plan import SpeakerVoice

PAGES = Path(__file__).parents[2] / "listen" / "article" / "pages"
_PAGES_OF_VOICE = 3


def read_page(voice: Voice, page: str, paragraphs: int | None = None) -> list[Segment]:
    """Return the script of a test page, or of its first paragraphs."""
    lines = (PAGES / f"{page}.txt").read_text("utf-8").splitlines()
    blocks = [Block("paragraph", line) for line in lines if line.strip()][:paragraphs]
    return write_script(blocks, page.partition("-")[0], SpeakerLimits.of(voice, ()))


def speak(engine: Engine, voice: Voice, script: list[Segment]) -> Timeline:
    """Return the measurements of a script that a voice speaks."""
    synthesizer, timeline = Synthesizer(NoSentenceCache()), Timeline()
    for part in script:
        audio = synthesizer.synthesize(SpeakerVoice(voice, engine), 100, part.spoken)
        pause = timeline.place(part, audio.samples)
        timeline.measure(audio.loudness, pause)
    return timeline


def loudness_of(timeline: Timeline) -> float | None:
    """Return the LUFS of the MP3 file."""
    return timeline.loudness(ENCODERS["mp3"].gain_db)


def main() -> None:
    """Print the LUFS of each page for each voice that has pages in its language."""
    name, *names = sys.argv[1:]
    engine = build(name, WorkerConfig.load(os.environ), cast(Redis, None))
    for voice in engine.voices():
        pages = sorted(PAGES.glob(f"{voice.languages[0]}-*.txt"))[:_PAGES_OF_VOICE]
        if pages and (not names or voice.name in names):
            measured = [speak(engine, voice, read_page(voice, page.stem)) for page in pages]
            figures = ", ".join(f"{loudness_of(each) or -np.inf:.2f}" for each in measured)
            print(f"{voice.id}: {figures} LUFS", flush=True)


if __name__ == "__main__":
    main()
