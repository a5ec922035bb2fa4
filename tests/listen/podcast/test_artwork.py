"""Artwork: what its header says, and the rules of directories."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_cache.stores.memory import MemoryStore
from listen.podcast import artwork as artwork_module
from listen.podcast.artwork import (
    ATTACHMENT,
    ArtworkError,
    keep_artwork,
    kept_artwork,
    parse_artwork,
    read_artwork,
)
from tests.listen.podcast.conftest import jpeg, png

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("content", "media_type", "extension"),
    [
        (png(1400, 1400), "image/png", "png"),
        (png(3000, 3000), "image/png", "png"),
        (jpeg(1400, 1400), "image/jpeg", "jpg"),
        (jpeg(3000, 3000, marker=0xC2), "image/jpeg", "jpg"),  # progressive
    ],
)
def test_a_square_picture_in_rgb_is_right(content: bytes, media_type: str, extension: str) -> None:
    found = parse_artwork(content)
    assert found.problems() == []
    assert (found.media_type, found.extension) == (media_type, extension)


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        (png(1399, 1399), ["must have from 1400 to 3000 pixels on each side, got 1399 x 1399"]),
        (png(3001, 3001), ["must have from 1400 to 3000 pixels on each side, got 3001 x 3001"]),
        (jpeg(1400, 1401), ["must be square, got 1400 x 1401 pixels"]),
        (png(1400, 1400, 6), ["must be in RGB, got RGB with alpha"]),
        (png(1400, 1400, 3), ["must be in RGB, got a palette"]),
        (jpeg(1400, 1400, components=4), ["must be in RGB, got CMYK"]),
        (jpeg(1400, 1400, components=1), ["must be in RGB, got grey"]),
        (jpeg(600, 500), ["must be square", "must have from 1400"]),
    ],
)
def test_a_picture_that_directories_refuse_says_why(content: bytes, problems: list[str]) -> None:
    found = parse_artwork(content).problems()
    assert len(found) == len(problems)
    for problem, expected in zip(found, problems, strict=True):
        assert expected in problem


def test_a_real_picture_is_measured() -> None:
    found = read_artwork(ROOT / "docs" / "demo.png")
    assert found.width > found.height > 300
    assert "must be square" in found.problems()[0]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", "must be a JPEG or PNG file"),
        (b"GIF89a", "must be a JPEG or PNG file"),
        (png()[:20], "is damaged"),
        (png(color=9), "is damaged"),
        (jpeg()[:30], "is damaged"),
        (b"\xff\xd8\xff\xda", "is damaged"),
    ],
)
def test_any_other_file_is_refused(content: bytes, error: str) -> None:
    with pytest.raises(ArtworkError, match=error):
        parse_artwork(content)


@given(st.binary(max_size=40), st.sampled_from([b"", png()[:16], b"\xff\xd8", jpeg()[:20]]))
def test_any_bytes_are_a_picture_or_an_error(content: bytes, beginning: bytes) -> None:
    try:
        found = parse_artwork(beginning + content)
    except ArtworkError:
        return
    assert found.extension in ("jpg", "png")


def test_a_file_that_cannot_be_read_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ArtworkError, match="No such file"):
        read_artwork(tmp_path / "artwork.png")
    with pytest.raises(ArtworkError, match="cannot be read"):
        read_artwork(tmp_path)
    (tmp_path / "artwork.png").write_bytes(png())
    monkeypatch.setattr(artwork_module, "MAX_BYTES", 20)
    with pytest.raises(ArtworkError, match="must have at most 20 bytes"):
        read_artwork(tmp_path / "artwork.png")


def test_a_picture_is_kept_under_its_checksum() -> None:
    store, found = MemoryStore(), parse_artwork(png())
    assert kept_artwork(store, found.sha256) is None
    keep_artwork(store, found)
    assert kept_artwork(store, found.sha256) == found.content
    store.attach(found.sha256, ATTACHMENT, b"damaged")
    assert kept_artwork(store, found.sha256) is None
    keep_artwork(store, found)
    assert kept_artwork(store, found.sha256) == found.content
