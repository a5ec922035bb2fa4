"""The conformance suite of encoders."""

import gc
import io
import itertools

import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_cache.formats import FORMATS
from tests.worker.encoders.conftest import chirp, decode, offset, stream
from worker.audio import RATE, Pcm
from worker.encoders import ENCODERS

AWKWARD_LENGTHS = [
    *(1, 2, 47, 479, 480, 481, 575, 576, 577, 1151, 1152, 1153, 4095, 4096, 4097),
    *(23_999, 24_001, 48_001, 72_000),
]
LAG = round(1.1 * RATE)
"""Samples that an encoder may hold back: Ogg Opus needs a second for a page."""

every_format = pytest.mark.parametrize("name", ENCODERS)


def finished(name: str, pcm: Pcm) -> bytes:
    encoder = ENCODERS[name]()
    body = stream(encoder, pcm)
    head = encoder.head()
    return head + body[len(head) :]


@every_format
@pytest.mark.parametrize("length", AWKWARD_LENGTHS)
def test_a_finished_file_decodes_to_exactly_the_samples_encoded(name: str, length: int) -> None:
    assert len(decode(finished(name, chirp(length)), length + RATE)) == length


@every_format
@settings(deadline=None, max_examples=10)
@given(length=st.integers(1, 30_000))
def test_any_length_is_exact(name: str, length: int) -> None:
    assert len(decode(finished(name, chirp(length)), length + RATE)) == length


@every_format
@pytest.mark.parametrize("length", [2000, 24_000, 72_001])
def test_the_decoded_sound_has_no_offset(name: str, length: int) -> None:
    """Opus in speech mode is early by nearly a sample."""
    late = offset(chirp(length), decode(finished(name, chirp(length)), length))
    assert late == 0 or (name == "ogg" and late == -1)


@every_format
@pytest.mark.parametrize("pause", [0, 1, 575, 2880, 4616])
def test_the_silence_after_a_segment_is_exact(name: str, pause: int) -> None:
    encoder, pcm = ENCODERS[name](), chirp(24_000)
    body = encoder.encode(pcm) + encoder.pause(pause) + encoder.encode(pcm) + encoder.finish()
    assert encoder.samples == 2 * len(pcm) + pause
    head = encoder.head()
    decoded = decode(head + body[len(head) :])
    assert len(decoded) == encoder.samples
    late = offset(pcm, decoded[len(pcm) + pause :])
    assert late == 0 or (name == "ogg" and late == -1)


@every_format
@settings(deadline=None, max_examples=10)
@given(cuts=st.lists(st.integers(0, 30_000), max_size=12))
def test_the_bytes_do_not_depend_on_the_chunks(name: str, cuts: list[int]) -> None:
    pcm = chirp(30_000)
    edges = [0, *sorted(cuts), len(pcm)]
    chunks = [pcm[start:stop] for start, stop in itertools.pairwise(edges)]
    whole, in_chunks = ENCODERS[name](), ENCODERS[name]()
    assert stream(in_chunks, *chunks) == stream(whole, pcm)
    assert in_chunks.head() == whole.head()
    assert in_chunks.samples == len(pcm)


@every_format
def test_two_encoders_do_not_affect_each_other(name: str) -> None:
    one, other, pcm = ENCODERS[name](), ENCODERS[name](), chirp(RATE)
    body = b""
    for start in range(0, len(pcm), 5000):
        body += one.encode(pcm[start : start + 5000])
        other.encode(-pcm[start : start + 5000])
    assert body + one.finish() == stream(ENCODERS[name](), pcm)


@every_format
def test_samples_with_a_stride_are_encoded_correctly(name: str) -> None:
    pcm = chirp(RATE)
    assert finished(name, pcm[::3]) == finished(name, pcm[::3].copy())


@every_format
def test_the_bytes_so_far_contain_all_but_the_latest_second(name: str) -> None:
    encoder, pcm, sent = ENCODERS[name](), chirp(4 * RATE), [b""]
    for start in range(0, len(pcm), 3000):
        sent.append(sent[-1] + encoder.encode(pcm[start : start + 3000]))
    head = encoder.finish() and encoder.head()
    for count, so_far in enumerate(sent):
        expected = count * 3000 - LAG
        if expected > 0:
            assert len(decode(head + so_far[len(head) :], expected)) == expected


@every_format
def test_the_head_is_within_the_first_bytes(name: str) -> None:
    encoder = ENCODERS[name]()
    chunks = [encoder.encode(chirp(RATE)) for _ in range(2)]
    encoder.finish()
    assert len(encoder.head()) <= len(next(filter(None, chunks)))


@every_format
def test_no_samples_give_a_small_file_of_the_same_format(name: str) -> None:
    empty, empty_in_chunks = ENCODERS[name](), ENCODERS[name]()
    body = stream(empty)
    assert body == stream(empty_in_chunks, chirp(0), chirp(0))
    assert empty.head() == empty_in_chunks.head()
    assert len(empty.head()) <= len(body) < 1000
    assert (empty.head() or body)[:4] == finished(name, chirp(1))[:4]


@every_format
def test_an_abandoned_encoder_is_finalized_without_output(
    name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    encoder = ENCODERS[name]()
    encoder.encode(chirp(RATE + 1))
    ring: list[object] = [encoder]
    ring.append(ring)  # as an exception and its traceback hold what failed
    del encoder, ring
    gc.collect()
    assert capfd.readouterr().err == ""


@every_format
def test_a_file_has_the_format_of_its_extension(name: str) -> None:
    assert ENCODERS[name].extension == name
    assert FORMATS[name] == f"audio/{'mpeg' if name == 'mp3' else name}"
    with soundfile.SoundFile(io.BytesIO(finished(name, chirp(RATE)))) as sound:
        assert sound.format == name.upper()


def test_every_format_has_an_encoder() -> None:
    assert ENCODERS.keys() == FORMATS.keys()
