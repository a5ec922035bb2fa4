from audio_cache.manifest import Manifest, Timing
from audio_cache.spec import Block, LexiconEntry, SpeechSpec
from listen.library.report import report


def test_a_report_has_the_voices_the_measurements_and_the_counts() -> None:
    spec = SpeechSpec(
        (Block("title", "Kyiv"), Block("paragraph", "In Kyiv."), Block("paragraph", "It rained.")),
        "en",
        "tone:beep@1",
        100,
        recipe=4,
        lexicon=(LexiconEntry("Kyiv", "Keev", case=True),),
        parts=(("title", "tone:anchor@2"),),
    )
    timings = (Timing(0, 0, 0, 4, 0.0, 0.5), Timing(1, 1, 6, 14, 0.7, 1.0))
    manifest = Manifest(
        spec, "mp3", 24_000, 24_000, 0, "", 0, -19.004, None, 1, 0, timings, silent=1
    )
    assert report(manifest) == {
        "voice": "tone:beep@1",
        "engine": "tone",
        "revision": "1",
        "parts": {"title": "tone:anchor@2"},
        "recipe": 4,
        "language": "en",
        "duration": 1.0,
        "loudness": -19.0,
        "true_peak": None,
        "blocks": {"title": 1, "paragraph": 2},
        "characters": len(spec.text),
        "segments": {"total": 2, "cached": 1, "retried": 0, "silent": 1},
        "lexicon": [{"word": "Kyiv", "count": 2, "say": "Keev", "applied": True}],
    }
