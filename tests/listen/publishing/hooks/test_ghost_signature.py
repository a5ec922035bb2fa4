import hashlib
import hmac
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listen.errors import Unauthorized
from listen.publishing.change import Ignore
from listen.publishing.hooks.ghost_event import ghost_change
from listen.publishing.hooks.ghost_signature import sign_ghost_webhook, verify_ghost_webhook
from listen.publishing.hooks.message import SignedMessage
from tests.listen.publishing.hooks.senders import GHOST_SECRET, ghost_body, ghost_headers, now, post

BODY = ghost_body("post.published", post())


def verify(
    headers: Mapping[str, str], body: bytes = BODY, secrets: tuple[str, ...] = (GHOST_SECRET,)
) -> SignedMessage:
    return verify_ghost_webhook(secrets, headers, body)


def test_the_time_is_signed_since_5_87() -> None:
    sent = now()
    message = verify(ghost_headers(BODY, sent))
    assert (message.sent, message.body, message.is_time_signed) == (sent * 1000, BODY, True)


def test_before_5_87_the_body_alone_is_signed() -> None:
    assert not verify(ghost_headers(BODY, is_time_signed=False)).is_time_signed


def test_the_signature_equals_one_that_ghost_made() -> None:
    """Ghost's formula, with numbers of its own: HMAC-SHA256(secret, body + t)."""
    sent = 1_700_000_000_123
    digest = hmac.new(b"key", b'{"event":"site.changed"}1700000000123', hashlib.sha256).hexdigest()
    signed = sign_ghost_webhook("key", b'{"event":"site.changed"}', sent)
    assert signed == f"sha256={digest}, t={sent}"


def test_each_secret_of_the_site_is_tried() -> None:
    headers = ghost_headers(BODY, secret="new")
    assert verify(headers, secrets=("old", "new")) == verify(headers, secrets=("new",))
    with pytest.raises(Unauthorized, match="signature is wrong"):
        verify(headers, secrets=("old",))
    with pytest.raises(Unauthorized, match="signature is wrong"):
        verify(headers, secrets=())


def test_an_empty_secret_signs_nothing() -> None:
    with pytest.raises(Unauthorized):
        verify(ghost_headers(BODY, secret=""), secrets=("",))


@pytest.mark.parametrize("is_time_signed", [True, False])
@pytest.mark.parametrize("minutes", [-5.1, 5.1])
def test_a_message_is_stale_after_five_minutes(minutes: float, is_time_signed: bool) -> None:
    sent = now() + int(minutes * 60_000)
    with pytest.raises(Unauthorized, match=r"within 5 minutes of the server's, got t=\d"):
        verify(ghost_headers(BODY, sent, is_time_signed=is_time_signed))


@pytest.mark.parametrize("minutes", [-4.9, 4.9])
def test_clocks_may_differ_by_less_than_five_minutes(minutes: float) -> None:
    sent = now() + int(minutes * 60_000)
    assert verify(ghost_headers(BODY, sent)).sent == sent * 1000


def test_another_body_or_time_is_not_signed() -> None:
    headers = ghost_headers(BODY)
    with pytest.raises(Unauthorized, match="signature is wrong"):
        verify(headers, BODY + b" ")
    value, _, sent = headers["X-Ghost-Signature"].rpartition("=")
    with pytest.raises(Unauthorized, match="signature is wrong"):
        verify({"X-Ghost-Signature": f"{value}={int(sent) + 1}"})


DIGEST = "ab" * 32


@pytest.mark.parametrize(
    "value",
    [
        "",
        "sha256=",
        f"sha256={DIGEST}",
        f"sha256={DIGEST}, t=",
        f"sha256={DIGEST}, t=-1",
        f"sha256={DIGEST}, t=1e12",
        f"sha256={DIGEST}, t=١٢٣",
        f"sha256={DIGEST}, t={'9' * 400}",
        f"sha256={DIGEST}, t=1, t=2",
        f"sha256={DIGEST[1:]}, t=1",
        f"sha1={DIGEST}, t=1",
        f"sha256={'é' * 64}, t=1",
        "\0\n\r",
        ",",
        "=,=",
    ],
)
def test_a_malformed_header_is_refused(value: str) -> None:
    with pytest.raises(Unauthorized, match="X-Ghost-Signature"):
        verify({"X-Ghost-Signature": value})


def test_a_header_that_is_missing_is_explained() -> None:
    with pytest.raises(Unauthorized, match="Give it a secret in Ghost"):
        verify({})


def test_the_name_of_the_header_has_any_case() -> None:
    headers = {name.upper(): value for name, value in ghost_headers(BODY).items()}
    assert verify(headers).body == BODY


def test_a_replay_has_the_same_id_however_its_header_is_written() -> None:
    headers = ghost_headers(BODY)
    value = headers["X-Ghost-Signature"]
    sent = int(value.rpartition("=")[2])
    rewritten = value.replace(value[7:71], value[7:71].upper()).replace(", ", ",")
    assert verify({"X-Ghost-Signature": rewritten}).id == verify(headers).id
    assert verify(ghost_headers(BODY, sent + 1)).id != verify(headers).id


def test_a_signed_time_cannot_be_moved_into_the_body() -> None:
    """The signature over body and time also signs the longer body alone, which is no event."""
    sent = now()
    body = BODY + str(sent).encode()
    message = verify(ghost_headers(BODY, sent), body)
    assert not message.is_time_signed
    assert isinstance(ghost_change(message), Ignore)


HEADER_VALUES = st.one_of(
    st.text(max_size=100),
    st.from_regex(r"sha256=[0-9a-fA-F]{62,66}, ?t=[0-9]{1,14}"),
)


@given(headers=st.dictionaries(st.sampled_from(["X-Ghost-Signature", "X"]), HEADER_VALUES))
def test_any_header_is_refused_or_verified(headers: dict[str, str]) -> None:
    with pytest.raises(Unauthorized):
        verify(headers)
