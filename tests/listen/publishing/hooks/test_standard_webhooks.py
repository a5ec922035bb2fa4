import base64
import json
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks.webhooks import Webhook

from listen.errors import Unauthorized
from listen.publishing.hooks.message import SignedMessage
from listen.publishing.hooks.standard_webhooks import (
    verify_standard_webhook,
)
from listen.sites.webhook_secret import decode_secret, encode_secret, new_secret
from tests.listen.publishing.hooks.senders import (
    STANDARD_KEY,
    STANDARD_SECRET,
    now,
    standard_headers,
)

BODY = json.dumps({"type": "article.saved", "data": {"id": "a"}}).encode()


def verify(
    headers: Mapping[str, str], body: bytes = BODY, secrets: tuple[str, ...] = (STANDARD_SECRET,)
) -> SignedMessage:
    return verify_standard_webhook(secrets, headers, body)


def test_a_signed_message_has_the_id_and_the_time_of_its_headers() -> None:
    sent = now() // 1000 - 100
    message = verify(standard_headers(BODY, "msg_7", sent))
    assert message == SignedMessage("msg_7", sent * 1_000_000 + 999_999, BODY)


def test_the_library_of_the_project_signs_what_is_accepted() -> None:
    sent = datetime.now(UTC)
    signature = Webhook(STANDARD_SECRET).sign("msg_8", sent, BODY.decode())
    headers = {
        "Webhook-Id": "msg_8",
        "Webhook-Timestamp": str(int(sent.timestamp())),
        "Webhook-Signature": signature,
    }
    assert verify(headers).id == "msg_8"


def test_secrets_can_be_rotated_on_either_side() -> None:
    old, new = new_secret(), new_secret()
    headers = standard_headers(BODY, key=decode_secret(new))
    assert verify(headers, secrets=(old, new)).body == BODY
    both = standard_headers(BODY, key=decode_secret(old))["webhook-signature"]
    headers["webhook-signature"] = f"{both} {headers['webhook-signature']}"
    assert verify(headers, secrets=(new,)).body == BODY
    with pytest.raises(Unauthorized):
        verify(headers, secrets=(new_secret(),))


def test_a_secret_that_is_no_base64_signs_nothing_and_does_not_stop_others() -> None:
    assert verify(standard_headers(BODY), secrets=("no secret!", "", STANDARD_SECRET))
    with pytest.raises(Unauthorized):
        verify(standard_headers(BODY, key=b"no secret!"), secrets=("no secret!", ""))


@pytest.mark.parametrize("seconds", [-310, 310])
def test_a_message_is_stale_after_five_minutes(seconds: int) -> None:
    with pytest.raises(Unauthorized, match="more than 5 minutes"):
        verify(standard_headers(BODY, sent=now() // 1000 + seconds))


def test_another_body_id_or_time_is_not_signed() -> None:
    headers = standard_headers(BODY)
    for changes in (
        {"webhook-id": "msg_2"},
        {"webhook-timestamp": str(int(headers["webhook-timestamp"]) - 1)},
    ):
        with pytest.raises(Unauthorized):
            verify({**headers, **changes})
    with pytest.raises(Unauthorized):
        verify(headers, BODY.replace(b"saved", b"saves"))


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp", "webhook-signature"])
def test_a_missing_header_is_named(name: str) -> None:
    headers = standard_headers(BODY)
    del headers[name]
    with pytest.raises(Unauthorized, match=f"lacks the header {name}"):
        verify(headers)


SIGNATURE = base64.b64encode(bytes(32)).decode()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("webhook-signature", SIGNATURE),
        ("webhook-signature", "v1"),
        ("webhook-signature", ","),
        ("webhook-signature", f"v1,{SIGNATURE},v1"),
        ("webhook-signature", "v1,A"),
        ("webhook-signature", "v1,é"),
        ("webhook-signature", f"v2,{SIGNATURE}"),
        ("webhook-signature", "  "),
        ("webhook-timestamp", "now"),
        ("webhook-timestamp", "nan"),
        ("webhook-timestamp", "inf"),
        ("webhook-timestamp", "1e400"),
        ("webhook-timestamp", "-1"),
        ("webhook-id", "\ud800"),
    ],
)
def test_a_malformed_header_is_refused(name: str, value: str) -> None:
    with pytest.raises(Unauthorized):
        verify({**standard_headers(BODY), name: value})


def test_a_body_that_is_not_utf_8_is_refused() -> None:
    with pytest.raises(Unauthorized):
        verify(standard_headers(b"\xff{}"), b"\xff{}")


def test_a_body_need_not_be_json() -> None:
    assert verify(standard_headers(b"words"), b"words").body == b"words"


HEADERS = st.dictionaries(
    st.sampled_from(["webhook-id", "webhook-timestamp", "webhook-signature"]),
    st.one_of(
        st.text(max_size=60),
        st.from_regex(r"(v1a?,[A-Za-z0-9+/=]{0,50} ?){1,3}"),
        st.integers(0, 2**70).map(str),
    ),
)


@given(headers=HEADERS, body=st.binary(max_size=60))
def test_any_header_and_body_is_refused_or_verified(headers: dict[str, str], body: bytes) -> None:
    with pytest.raises(Unauthorized):
        verify({**standard_headers(BODY), **headers}, body)


@given(st.binary(min_size=1, max_size=64))
def test_secrets_can_be_written_and_read(key: bytes) -> None:
    secret = encode_secret(key)
    assert decode_secret(secret) == key
    assert decode_secret(secret.removeprefix("whsec_").rstrip("=")) == key


@pytest.mark.parametrize("secret", ["", "whsec_", "a secret", "whsec_A", "whsec_é", "whsec_-_-_"])
def test_a_secret_must_be_base64(secret: str) -> None:
    with pytest.raises(ValueError, match="whsec_ and Base64"):
        decode_secret(secret)


def test_a_new_secret_differs_from_the_last() -> None:
    assert new_secret() != new_secret()
    assert len(decode_secret(new_secret())) == len(STANDARD_KEY)
