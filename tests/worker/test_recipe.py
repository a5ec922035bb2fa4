"""RECIPE is part of every key, so it must be raised when the audio changes.

When a digest here changes and the change is audible, raise RECIPE and pin the new digests.
"""

import hashlib

from audio_cache.spec import RECIPE, Block
from worker.audio import silence
from worker.engines.tone import ToneEngine
from worker.script.script import SpeakerLimits, write_script
from worker.sentence_cache import NoSentenceCache
from worker.stitch import Timeline
from worker.synthesize import Synthesizer
from worker.voice_plan import SpeakerVoice

PINNED_RECIPE = 10
SCRIPT = "9ca463e9ef826226"
SOUND = "46eb0c7ae6972491"

BLOCKS = [
    Block("title", "Missiles over Kyiv: “no end in sight”"),
    Block("heading", "What happened"),
    Block(
        "paragraph",
        "At 12:45 a.m. on Nov. 14, Mr. J. Smith paid $3.2bn (50–60%) for No. 10; the U.S. didn't. "
        "He wrote: “Is it true? It is!” Then, after a sentence that goes on and on, through "
        "clauses, semicolons; and more clauses — as if there were no end to it at all — and that "
        "no voice would speak in one breath, because it is longer than any voice may be asked "
        "to speak, and then some more to be sure that it has to be cut, it ends.",
    ),
    Block("quote", "Naïve café, 1,234.5 km² … really?"),
    Block("list_item", "unpunctuated words " * 30),
]


def digest(parts: bytes) -> str:
    return hashlib.sha256(parts).hexdigest()[:16]


def test_the_spoken_forms_and_pauses_belong_to_this_recipe() -> None:
    script = write_script(BLOCKS, "en", SpeakerLimits(300))
    assert RECIPE == PINNED_RECIPE
    spoken = [(segment.spoken, segment.pause) for segment in script]
    assert digest(repr(spoken).encode()) == SCRIPT


def test_the_sound_belongs_to_this_recipe() -> None:
    engine, synthesizer, timeline = ToneEngine(), Synthesizer(NoSentenceCache()), Timeline()
    speaker = SpeakerVoice(engine.voices()[0], engine)
    sound = []
    for part in write_script(BLOCKS, "en", SpeakerLimits(300)):
        pcm = synthesizer.synthesize(speaker, 100, part.spoken).pcm
        sound += [pcm, silence(timeline.place(part, len(pcm)))]
    assert RECIPE == PINNED_RECIPE
    assert digest(b"".join(piece.tobytes() for piece in sound)) == SOUND
