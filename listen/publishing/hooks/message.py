"""A webhook whose signature was verified."""

from dataclasses import dataclass

TOLERANCE = 300
"""Seconds by which the time of a webhook may differ from the server's."""


@dataclass(frozen=True)
class SignedMessage:
    """A webhook that was signed with a secret of the site, within TOLERANCE of now."""

    id: str
    """Differs between messages. A replay of a message has the same."""
    sent: int
    """Time at which the message was sent, in microseconds since 1970."""
    body: bytes
    is_time_signed: bool = True
    """False: whoever repeats the message can give `sent` any value within TOLERANCE."""
