from audio_cache.spec import Block, LexiconEntry, SpeechSpec
from tests.entries import manifest_of
from worker.documents.report import report


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
    manifest = manifest_of(
        spec, samples=24_000, loudness=-19.004, true_peak=None, segments=2, cached=1, silent=1
    )
    assert report(manifest, spec) == {
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
        "prose_share": None,
        "segments": {"total": 2, "cached": 1, "retried": 0, "silent": 1},
        "lexicon": [{"word": "Kyiv", "count": 2, "say": "Keev", "applied": True}],
    }
