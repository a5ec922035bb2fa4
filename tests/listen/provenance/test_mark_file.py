"""Marks in files, read by independent programs: mutagen and ffprobe."""

import io
import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import mutagen
import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st
from mutagen.flac import FLAC
from mutagen.id3 import ID3
from mutagen.oggopus import OggOpus

from audio_cache.spec import SpeechOptions
from listen.provenance.mark_file import Splice, mark_file
from listen.provenance.marks import Marks
from worker.audio import RATE
from worker.encoders import ENCODERS

read_id3: Any = ID3
read_opus: Any = OggOpus

IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
OPTIONS = SpeechOptions("uk", "hibari:heart@1", 100, parts=(("quote", "espeak:uk@2"),))
MARKS = Marks.of("Міст «відкрито» 🌉", OPTIONS, 1.5)
FIELDS = {
    "digitalsourcetype": f"{IPTC}trainedAlgorithmicMedia",
    "engine": "espeak; hibari",
    "voice": "espeak:uk; hibari:heart",
}


def audio(extension: str, samples: int = 36_000) -> bytes:
    """Return a file as the worker stores it."""
    encoder = ENCODERS[extension]()
    pcm = (8000 * np.sin(np.arange(samples) / 20)).astype(np.int16)
    body = encoder.encode(pcm) + encoder.finish()
    return encoder.head() + body[len(encoder.head()) :]


def marked(extension: str, content: bytes, marks: Marks = MARKS) -> bytes:
    splice = mark_file(extension, content, marks)
    joined = splice.head + content[splice.skip :]
    assert splice.size(len(content)) == len(joined)
    return joined


def named(found: Any) -> dict[str, str]:
    return {name: found[name] for name in FIELDS}


@pytest.mark.parametrize("samples", [0, 1, 36_000, 1_500_000])
@pytest.mark.parametrize("extension", ENCODERS)
def test_the_sound_and_its_bytes_stay(extension: str, samples: int) -> None:
    content = audio(extension, samples)
    splice = mark_file(extension, content[:65536], MARKS)
    assert splice.head
    new = marked(extension, content)
    assert new.endswith(content[splice.skip :])
    if samples and not (extension == "mp3" and samples == 1):
        before, _ = soundfile.read(io.BytesIO(content))
        after, rate = soundfile.read(io.BytesIO(new))
        assert rate in (RATE, 48_000)
        assert np.array_equal(before, after)


def test_mutagen_reads_the_marks_of_mp3(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(marked("mp3", audio("mp3")))
    tag = read_id3(path)
    assert str(tag["TIT2"]) == MARKS.title
    assert {frame.desc.lower(): str(frame) for frame in tag.getall("TXXX")} == FIELDS


@pytest.mark.parametrize(("extension", "kind"), [("flac", FLAC), ("ogg", OggOpus)])
def test_mutagen_reads_the_marks_of_vorbis_comments(
    tmp_path: Path, extension: str, kind: Any
) -> None:
    path = tmp_path / f"a.{extension}"
    path.write_bytes(marked(extension, audio(extension)))
    file = kind(path)
    expected = {"title": MARKS.title, "artist": "Listen", "language": "uk", **FIELDS}
    assert file.tags.as_dict() == {name: [value] for name, value in expected.items()}
    assert file.info.length == pytest.approx(1.5, abs=0.001)


@pytest.mark.skipif(not shutil.which("ffprobe"), reason="needs ffprobe")
@pytest.mark.parametrize("extension", ENCODERS)
def test_ffprobe_reads_the_marks(tmp_path: Path, extension: str) -> None:
    path = tmp_path / f"a.{extension}"
    path.write_bytes(marked(extension, audio(extension)))
    command = ["ffprobe", "-v", "warning", "-of", "json", "-show_format", "-show_streams"]
    result = subprocess.run([*command, path], capture_output=True, text=True, check=True)
    assert result.stderr == ""
    report = json.loads(result.stdout)
    found = report["format"].get("tags", {}) | report["streams"][0].get("tags", {})
    found = {name.lower(): value for name, value in found.items()}
    assert found["title"] == MARKS.title
    if extension == "wav":
        assert found["comment"] == (
            f"digitalSourceType={IPTC}trainedAlgorithmicMedia; engine=espeak; hibari; "
            "voice=espeak:uk; hibari:heart"
        )
    else:
        assert named(found) == FIELDS
    assert float(report["format"]["duration"]) == pytest.approx(1.5, abs=0.1)


@pytest.mark.parametrize(
    ("voices", "expected"),
    [
        (("espeak:en@1",), "algorithmicMedia"),
        (("tone:beep@1",), "algorithmicMedia"),
        (("hibari:heart@1",), "trainedAlgorithmicMedia"),
        (("gtts:en@1",), "trainedAlgorithmicMedia"),
        (("openai:a:b@c@1",), "trainedAlgorithmicMedia"),
        (("espeak:en@1", "piper:joe@1"), "trainedAlgorithmicMedia"),
        (("unknown:x@1",), "trainedAlgorithmicMedia"),
    ],
)
def test_only_voices_without_a_model_are_untrained(voices: tuple[str, ...], expected: str) -> None:
    fields = dict(replace(MARKS, voices=voices).fields)
    assert fields["digitalSourceType"] == IPTC + expected


@given(st.text(max_size=2000), st.text(max_size=300))
def test_any_title_and_voice_can_be_marked(title: str, voice: str) -> None:
    marks = Marks(title, "en", 1500, (f"openai:{voice}@1",))
    for extension, content in _CONTENTS.items():
        file = mutagen.File(io.BytesIO(marked(extension, content, marks)))
        assert file is not None
        assert file.info.length == pytest.approx(1.5, abs=0.1)


_CONTENTS = {extension: audio(extension) for extension in ENCODERS}


@given(st.data())
def test_a_damaged_file_is_never_marked_wrongly(data: Any) -> None:
    """It keeps its bytes, or the marks replace only what is at its beginning."""
    extension = data.draw(st.sampled_from(["ogg", "flac", "wav"]))
    content = bytearray(_CONTENTS[extension][: data.draw(st.integers(0, 400))])
    for _ in range(data.draw(st.integers(0, 4))):
        if content:
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    splice = mark_file(extension, bytes(content), MARKS)
    assert splice == Splice() or 0 < splice.skip <= len(content)


def test_a_long_title_still_fits_in_a_page() -> None:
    new = marked("ogg", audio("ogg"), replace(MARKS, title="🌉" * 100_000))
    assert len(read_opus(io.BytesIO(new)).tags["title"][0]) == 500
