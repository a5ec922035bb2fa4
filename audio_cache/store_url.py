"""URLs of stores: checked when settings are read, before anything is opened."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, urlsplit

PATH, VIRTUAL = "path", "virtual"
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_PREFIX = re.compile(r"(?:[A-Za-z0-9_.!~()-]+/)*[A-Za-z0-9_.!~()-]+|")
_REGION = re.compile(r"[A-Za-z0-9_-]{1,64}")
_OPTIONS = ("endpoint", "public_endpoint", "region", "addressing")


@dataclass(frozen=True)
class S3Location:
    """A folder of a bucket of an S3-compatible service."""

    bucket: str
    prefix: str = ""
    """Without slashes at its ends; empty for the whole bucket."""
    endpoint: str = ""
    """URL of the service; empty for AWS, or for what AWS_ENDPOINT_URL names."""
    public_endpoint: str = ""
    """URL at which readers reach the service; empty if it is the same."""
    region: str = ""
    """Empty: what AWS_REGION names, or us-east-1."""
    addressing: str = PATH
    """PATH: the bucket is the first part of URLs' path. VIRTUAL: it is in their host."""

    @property
    def name(self) -> str:
        """The location in messages."""
        return f"{self.endpoint or 's3:/'}/{self.bucket}/{self.prefix}".rstrip("/")


def check_store_url(url: str) -> None:
    """Raise ValueError, with the rule that the URL breaks and nothing of the URL."""
    parts = _split(url)
    if parts.scheme == "s3":
        parse_s3_url(url)
    elif parts.scheme != "file":
        raise ValueError("it must begin with s3:// or file:///")
    elif parts.netloc or not parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("it must have the path of a folder, percent-encoded, and nothing else")


def parse_s3_url(url: str) -> S3Location:
    """Parse s3://BUCKET/PREFIX?endpoint=URL&public_endpoint=URL&region=NAME&addressing=STYLE.

    Raises ValueError, with the rule that the URL breaks and nothing of the URL.
    """
    parts = _split(url)
    if "@" in parts.netloc:
        raise ValueError(
            "it must have no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        )
    if not _BUCKET.fullmatch(parts.netloc):
        raise ValueError("its bucket must have 3 to 63 lower-case letters, digits, '.' or '-'")
    prefix = parts.path.strip("/")
    if not _PREFIX.fullmatch(prefix) or {".", ".."} & {*prefix.split("/")} or parts.fragment:
        raise ValueError("its prefix must have only letters, digits, '/' and any of _.!~()-")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if not {*options} <= {*_OPTIONS}:
        raise ValueError(f"it must have no other options than {', '.join(_OPTIONS)}")
    endpoints = {
        name: _parse_endpoint(name, options[name])
        for name in ("endpoint", "public_endpoint")
        if name in options
    }
    if not _REGION.fullmatch(options.get("region", "us-east-1")):
        raise ValueError("its option 'region' must be the name of a region")
    addressing = options.get("addressing", PATH)
    if addressing not in (PATH, VIRTUAL):
        raise ValueError(f"its option 'addressing' must be {PATH} or {VIRTUAL}")
    return S3Location(
        parts.netloc,
        prefix,
        region=options.get("region", ""),
        addressing=addressing,
        **endpoints,
    )


def media_origin(url: str) -> str:
    """Return the origin of presigned URLs, for a Content-Security-Policy; "" if there are none."""
    if not url.startswith("s3:"):
        return ""
    location = parse_s3_url(url)
    endpoint = location.public_endpoint or location.endpoint
    if not endpoint:
        return "https://*.amazonaws.com"
    parts = urlsplit(endpoint)
    host = f"{location.bucket}.{parts.netloc}" if location.addressing == VIRTUAL else parts.netloc
    return f"{parts.scheme}://{host}"


def store_url_without_secrets(url: str) -> str:
    """Return the URL for messages: what precedes a query, without credentials."""
    scheme, _, rest = url.partition("?")[0].partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"[:200] if rest else "a malformed URL"


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        raise ValueError("it must be a URL") from None


def _parse_endpoint(name: str, endpoint: str) -> str:
    try:
        parts = urlsplit(endpoint)
        is_valid = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_valid = False
    if not is_valid or "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError(
            f"its option {name!r} must be an http or https URL without credentials and query"
        )
    return endpoint.rstrip("/")
