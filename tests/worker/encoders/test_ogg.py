import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest
import soundfile

from worker.audio import RATE, Pcm
from worker.encoders.ogg import GRANULE_RATE, SERIAL, OggEncoder

FIRST, LAST = 2, 4


@dataclass(frozen=True)
class Page:
    """A page, as RFC 3533, section 6, defines it."""

    flags: int
    granule: int
    serial: int
    number: int
    checksum: int
    whole: bytes

    @property
    def body(self) -> bytes:
        return self.whole[27 + self.whole[26] :]


def pages(file: bytes) -> Iterator[Page]:
    while file:
        assert file[:5] == b"OggS\0"
        segments = file[27 : 27 + file[26]]
        whole = file[: 27 + len(segments) + sum(segments)]
        flags, granule, serial, number, checksum = struct.unpack("<BQIII", whole[5:26])
        yield Page(flags, granule, serial, number, checksum, whole)
        file = file[len(whole) :]


def tone(samples: int) -> Pcm:
    time = np.arange(samples) / RATE
    return (8000 * np.sin(2 * np.pi * 220 * time) * np.sin(2 * np.pi * 3 * time)).astype(np.int16)


def encoded(pcm: Pcm) -> bytes:
    encoder = OggEncoder()
    return encoder.encode(pcm) + encoder.finish()


def crc32(message: bytes) -> int:
    """Compute Ogg's CRC bit by bit, with the polynomial 0x04c11db7."""
    crc = 0
    for byte in message:
        crc ^= byte << 24
        for _ in range(8):
            crc = (crc << 1 ^ 0x04C11DB7 * (crc >> 31)) & 0xFFFFFFFF
    return crc


@pytest.mark.parametrize("length", [0, 1, 60_000])
def test_every_page_carries_the_same_serial_number_and_its_own_checksum(length: int) -> None:
    for number, page in enumerate(pages(encoded(tone(length)))):
        assert page.serial == SERIAL
        assert page.number == number
        assert page.checksum == crc32(page.whole[:22] + bytes(4) + page.whole[26:])


@pytest.mark.parametrize("length", [0, 1, 60_000])
def test_the_stream_has_one_beginning_and_one_end(length: int) -> None:
    flags = [page.flags for page in pages(encoded(tone(length)))]
    assert flags == [FIRST, *(0 for _ in flags[2:]), LAST]


@pytest.mark.parametrize("length", [0, 1, 479, 24_001, 60_000])
def test_the_last_page_contains_the_length_to_the_sample(length: int) -> None:
    first, *_, last = pages(encoded(tone(length)))
    assert first.body[:8] == b"OpusHead"
    pre_skip = int.from_bytes(first.body[10:12], "little")
    assert last.granule == pre_skip + length * GRANULE_RATE // RATE


def test_a_page_lasts_about_a_second() -> None:
    granules = [page.granule for page in pages(encoded(tone(5 * RATE)))]
    assert max(np.diff(granules)) <= 1.02 * GRANULE_RATE


def test_the_bytes_are_whole_pages() -> None:
    encoder, pcm = OggEncoder(), tone(3 * RATE)
    for start in range(0, len(pcm), 7000):
        list(pages(encoder.encode(pcm[start : start + 7000])))
    list(pages(encoder.finish()))


def test_a_finished_file_has_no_head_to_correct() -> None:
    encoder = OggEncoder()
    encoder.encode(tone(RATE))
    encoder.finish()
    assert encoder.head() == b""


def test_a_finished_file_takes_about_half_the_bytes_of_mp3() -> None:
    assert 2500 < len(encoded(tone(10 * RATE))) / 10 < 5000


def test_the_decoded_sound_is_similar() -> None:
    pcm = tone(2 * RATE)
    decoded, _ = soundfile.read(io.BytesIO(encoded(pcm)), dtype="float32")
    lost = decoded - pcm / 32768
    assert np.sqrt(np.mean(lost**2)) < 0.1 * np.sqrt(np.mean((pcm / 32768) ** 2))


def test_no_samples_give_a_valid_file_of_length_zero() -> None:
    decoded, rate = soundfile.read(io.BytesIO(OggEncoder().finish()))
    assert len(decoded) == 0
    assert rate == RATE
