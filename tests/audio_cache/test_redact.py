"""The second net for secrets in the log."""

import pytest

from audio_cache.redact import redact

KEY = "listen_0123456789ab_" + "Ab-_" * 10 + "xyz"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("redis://:pass@host:6379/0 is away", "redis://:***@host:6379/0 is away"),
        ("rediss://user:p%40ss@host", "rediss://user:***@host"),
        ("postgresql://u:p@ss/word@db/name", "postgresql://u:***@db/name"),
        ("s3://id:secret@bucket?x=1", "s3://id:***@bucket?x=1"),
        ("postgresql:///db?password=p%40 failed", "postgresql:///db?password=*** failed"),
        ("GET /audio/k.mp3?token=abc.def&x=1", "GET /audio/k.mp3?token=***&x=1"),
        ("?X-Amz-Signature=ab12&X-Amz-Date=1", "?X-Amz-Signature=***&X-Amz-Date=1"),
        ("Authorization: Bearer abc.def", "Authorization: Bearer ***"),
        (f"the key {KEY}.", "the key listen_0123456789ab_***."),
        ("secret whsec_c2VjcmV0c2VjcmV0", "secret whsec_***"),
        ("OpenAI: invalid key sk-proj-abcdefgh12", "OpenAI: invalid key sk-***"),
        ("http://127.0.0.1:9/v1 failed", "http://127.0.0.1:9/v1 failed"),
        ("read news/a@b: done; time 12:30 @ noon", "read news/a@b: done; time 12:30 @ noon"),
        ("the token is unknown", "the token is unknown"),
    ],
)  # fmt: skip
def test_what_looks_like_a_secret_is_replaced(text: str, expected: str) -> None:
    assert redact(text) == expected
