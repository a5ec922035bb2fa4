"""The client of an S3-compatible service, and how long it waits."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from audio_cache.store_url import VIRTUAL, S3Location

_CONNECT_TIMEOUT = timedelta(seconds=2)
_RETRIES = 2


@dataclass(frozen=True)
class Patience:
    """Limits of one request. Those of object_store, which the library wraps, are minutes."""

    read: timedelta
    """Time without a byte of the answer, which an upload gets after its last byte."""
    whole: timedelta
    """Time of one attempt."""
    retry: timedelta
    """Time after which no further attempt begins."""


READERS = Patience(timedelta(seconds=4), timedelta(seconds=15), timedelta(seconds=3))
"""A reader must not wait for a service that does not answer."""

UPLOADS = Patience(timedelta(seconds=30), timedelta(seconds=60), timedelta(seconds=20))
"""For parts of 5 MB: 1.4 Mbit/s are enough."""


def library() -> Any:
    """Return the library. It is imported late: its threads do not survive a fork."""
    import obstore  # noqa: PLC0415
    import obstore.exceptions  # noqa: PLC0415
    import obstore.store  # noqa: PLC0415

    return obstore


def connect(location: S3Location, endpoint: str, patience: Patience = READERS) -> Any:
    """Return a client. It connects when it is used. Raises ValueError.

    The library reads the credentials from the environment: AWS_ACCESS_KEY_ID and
    AWS_SECRET_ACCESS_KEY, a web identity, or those of the container or the virtual machine.
    """
    config = {
        **({"endpoint": endpoint} if endpoint else {}),
        **({"region": location.region} if location.region else {}),
        "virtual_hosted_style_request": location.addressing == VIRTUAL,
        "disable_bulk_delete": True,  # not every service has it
    }
    return library().store.S3Store(
        location.bucket,
        prefix=location.prefix or None,
        config=config,
        client_options={
            "allow_http": not endpoint.startswith("https:"),
            "connect_timeout": _CONNECT_TIMEOUT,
            "read_timeout": patience.read,
            "timeout": patience.whole,
        },
        retry_config={"max_retries": _RETRIES, "retry_timeout": patience.retry},
    )
