"""Errors of an S3-compatible service, converted to those of a store."""

import re

from audio_cache.stores.store import StorageFull, StoreAway, StoreError

_FULL = {
    "InsufficientCapacity",
    "InsufficientStorage",
    "QuotaExceeded",
    "StorageFull",
    "XMinioAdminBucketQuotaExceeded",
    "XMinioStorageFull",
}
"""Codes of services that have no space left, or allow this bucket no more."""

_MEANINGS = {
    "NoSuchBucket": "the bucket does not exist",
    "AccessDenied": "the credentials do not permit this; they need to list, read, write and delete",
    "InvalidAccessKeyId": "the access key is unknown",
    "SignatureDoesNotMatch": "the secret access key is wrong",
    "RequestTimeTooSkewed": "the clock of this machine is wrong",
    "SlowDown": "it limits its callers",
}
_PASSING = {"SlowDown", "ServiceUnavailable", "502", "503", "504"}
"""Codes and statuses of a service, or of a proxy before it, that cannot answer now."""

_CODE = re.compile(r"<Code>(\w{1,64})</Code>")
_STATUS = re.compile(r"status code: (\d{3})")
_REASONS = (
    (r"InvalidCertificate\(\s*(\w+)", "its certificate is not trusted ({})"),
    (r"failed to lookup address", "its name is not known"),
    (r"ConnectionRefused", "the connection is refused"),
    (r"TimedOut|timed out|kind: Timeout", "it takes too long"),
)
"""What the library says of a connection, and what that means."""
_METADATA = ("/latest/api/token", "/latest/meta-data")
"""Paths of the service that gives credentials to virtual machines. It is asked last."""


def is_missing(error: FileNotFoundError) -> bool:
    """Return whether an object is missing, and not its bucket or the service itself.

    A restriction must never count as missing because something else answered 404.
    """
    return code_of(error) == "NoSuchKey"


def code_of(error: Exception) -> str:
    """Return the code in the service's answer; empty if there is none."""
    found = _CODE.search(str(error))
    return found[1] if found else ""


def store_error(name: str, error: Exception) -> StoreError:
    """Return the error for a failed request to the store called `name`.

    The text of the library has headers and whole answers, so only known parts of it are shown.
    """
    text, code = str(error), code_of(error)
    status = found[1] if (found := _STATUS.search(text)) else ""
    if code in _FULL or status == "507":
        return StorageFull("The audio store has no space left.")
    if any(path in text for path in _METADATA):
        return StoreError(
            f"The object store {name} needs credentials: set AWS_ACCESS_KEY_ID and "
            "AWS_SECRET_ACCESS_KEY."
        )
    if code or status:
        answer = " ".join(filter(None, [status, code]))
        meaning = f": {_MEANINGS[code]}" if code in _MEANINGS else ""
        kind = StoreAway if {code, status} & _PASSING else StoreError
        return kind(f"The object store {name} answers {answer}{meaning}.")
    return StoreAway(f"The object store {name} does not answer: {_reason(text)}.")


def _reason(text: str) -> str:
    for pattern, reason in _REASONS:
        if found := re.search(pattern, text):
            return reason.format(*found.groups())
    return "the connection fails"
