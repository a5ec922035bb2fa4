import numpy as np

from audio_cache.live_format import LIVE_MP3
from tests.worker.encoders.conftest import chirp, decode, offset, stream
from worker.audio import RATE, Pcm
from worker.encoders.mp3 import DELAY, FRAME_BYTES, FRAME_SAMPLES, HEADER, Mp3Encoder


def finished(pcm: Pcm) -> bytes:
    encoder = Mp3Encoder()
    body = stream(encoder, pcm)
    return encoder.head() + body[FRAME_BYTES:]


def test_the_decoded_sound_is_similar_at_95_percent() -> None:
    pcm = chirp(RATE)
    kept = pcm * 0.95 / 32768
    lost = decode(finished(pcm)) - kept
    assert np.sqrt(np.mean(lost**2)) < 0.05 * np.sqrt(np.mean(kept**2))


def test_the_live_format_declares_the_constants_of_the_encoder() -> None:
    assert LIVE_MP3.sample_rate == RATE
    assert LIVE_MP3.frame_bytes == FRAME_BYTES
    assert LIVE_MP3.frame_samples == FRAME_SAMPLES
    assert LIVE_MP3.encoder_delay == DELAY


def test_a_stream_has_the_frames_and_the_delay_that_the_live_format_declares() -> None:
    pcm = chirp(RATE)
    mp3 = stream(Mp3Encoder(), pcm)
    frames, rest = divmod(len(mp3), LIVE_MP3.frame_bytes)
    assert rest == 0
    assert all(mp3[i * LIVE_MP3.frame_bytes :].startswith(HEADER) for i in range(frames))
    sound = decode(mp3)
    sound_frames = frames - LIVE_MP3.placeholder_frames
    assert len(sound) == sound_frames * LIVE_MP3.frame_samples  # libsndfile skips the Info frame
    assert offset(pcm, sound) == LIVE_MP3.encoder_delay + LIVE_MP3.decoder_delay


def test_a_stream_from_the_byte_of_a_frame_sounds_from_its_time() -> None:
    pcm = chirp(RATE)
    mp3 = stream(Mp3Encoder(), pcm)
    byte = (LIVE_MP3.placeholder_frames + 10) * LIVE_MP3.frame_bytes
    late = round(10 * LIVE_MP3.frame_seconds * RATE)
    delay = LIVE_MP3.encoder_delay + LIVE_MP3.decoder_delay
    assert offset(pcm[late:], decode(mp3[byte:])) == delay


def test_the_bytes_are_whole_frames_and_lag_by_at_most_80_ms() -> None:
    encoder, pcm, sent = Mp3Encoder(), chirp(2 * RATE), b""
    for start in range(0, len(pcm), 500):
        sent += encoder.encode(pcm[start : start + 500])
        assert len(sent) % FRAME_BYTES == 0
        assert len(sent) // FRAME_BYTES >= (start + 500 - 0.08 * RATE) // FRAME_SAMPLES


def test_every_frame_has_the_header_of_the_info_frame() -> None:
    mp3 = finished(chirp(RATE))
    starts = range(0, len(mp3), FRAME_BYTES)
    assert {mp3[start : start + len(HEADER)] for start in starts} == {HEADER}


def test_the_stream_begins_with_an_empty_info_frame() -> None:
    first = Mp3Encoder().encode(chirp(0))
    assert first == HEADER + bytes(9) + b"Info" + bytes(FRAME_BYTES - 17)


def test_a_stream_with_the_empty_info_frame_is_delayed() -> None:
    pcm = chirp(RATE)
    assert offset(pcm, decode(stream(Mp3Encoder(), pcm))) == DELAY + LIVE_MP3.decoder_delay


def test_the_first_frame_with_sound_uses_no_bytes_of_the_info_frame() -> None:
    main_data_begin = finished(chirp(RATE))[FRAME_BYTES + len(HEADER)]
    assert main_data_begin == 0


def test_only_the_first_frame_contains_an_info_tag() -> None:
    mp3 = finished(chirp(RATE))
    assert b"Info" not in mp3[FRAME_BYTES:]
    assert b"Xing" not in mp3


def test_the_head_contains_frames_bytes_and_silence() -> None:
    mp3 = finished(chirp(RATE))
    head, frames = mp3[:FRAME_BYTES], len(mp3) // FRAME_BYTES - 1
    assert head[13:21] == b"Info" + (0b1111).to_bytes(4, "big")
    assert int.from_bytes(head[21:25], "big") == frames
    assert int.from_bytes(head[25:29], "big") == len(mp3)
    assert head[133:142] == b"LAME3.100"
    delay, padding = divmod(int.from_bytes(head[154:157], "big"), 1 << 12)
    assert delay == DELAY
    assert delay + RATE + padding == frames * FRAME_SAMPLES
    assert int.from_bytes(head[161:165], "big") == len(mp3)


def test_the_table_of_contents_is_proportional_to_time() -> None:
    mp3 = finished(chirp(10 * RATE))
    size, contents = len(mp3), mp3[29:129]
    for percent, entry in enumerate(contents):
        place = FRAME_BYTES + percent / 100 * (size - FRAME_BYTES)
        assert 0 <= place - entry / 256 * size <= size / 256 + 1


def test_the_tag_contains_its_checksum() -> None:
    head = finished(chirp(RATE))[:FRAME_BYTES]
    assert crc16(b"123456789") == 0xBB3D  # the check value of CRC-16/ARC
    assert int.from_bytes(head[167:169], "big") == crc16(head[:167])


def crc16(message: bytes) -> int:
    crc = 0
    for byte in message:
        for bit in range(8):
            crc = (crc >> 1) ^ (0xA001 * ((crc ^ (byte >> bit)) & 1))
    return crc


def test_no_samples_give_a_valid_file_of_length_zero() -> None:
    encoder = Mp3Encoder()
    body = encoder.finish()
    assert len(decode(encoder.head() + body[FRAME_BYTES:])) == 0
