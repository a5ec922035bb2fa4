from pathlib import Path

import numpy as np
import pytest

from worker.engines.hibari import HibariEngine


def test_it_speaks_the_worst(hibari_engine: HibariEngine, hostile: str) -> None:
    assert len(hibari_engine.synthesize(hostile, "heart", 1.0)) > 2400


@pytest.mark.parametrize("speed", [0.5, 2.0])
def test_it_follows_the_speed(hibari_engine: HibariEngine, speed: float) -> None:
    text = "The quick brown fox jumps over the lazy dog."
    normal = len(hibari_engine.synthesize(text, "heart", 1.0))
    fast_or_slow = len(hibari_engine.synthesize(text, "heart", speed))
    assert fast_or_slow == pytest.approx(normal / speed, rel=0.25)


def test_a_word_in_ipa_is_said_so(hibari_engine: HibariEngine) -> None:
    plain = hibari_engine.synthesize("They saw Kyiv there.", "heart", 1.0)
    in_ipa = hibari_engine.synthesize("They saw [Kyiv](/kɛniə/) there.", "heart", 1.0)
    same = hibari_engine.synthesize("They saw [Anything](/ˈkɛniə/) there.", "heart", 1.0)
    assert not np.array_equal(plain, in_ipa)
    assert np.array_equal(in_ipa, same)


@pytest.mark.parametrize("ipa", ["ˈ", "ǃ", "ʘǀ", "a" * 200, "kk" * 100, "ˈˌˈ.‿"])
def test_ipa_that_cannot_be_spoken_does_no_harm(hibari_engine: HibariEngine, ipa: str) -> None:
    text = f"Some [words](/{ipa}/) here."
    assert len(hibari_engine.synthesize(text, "heart", 1.0)) > 2400


def test_voices_that_would_be_downloaded_are_not_offered(
    hibari_engine: HibariEngine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HIBARI_HOME", str(tmp_path))
    assert [voice.name for voice in hibari_engine.voices()] == ["heart"]
