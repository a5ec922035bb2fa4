"""The settings of signatures, and what they must name (C2PA)."""

from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Self

from audio_cache.distribution import install_command
from audio_cache.excerpt import excerpt
from audio_cache.settings_values import SettingsError
from listen.sites.values import is_url


def parse_timestamp_url(value: Any) -> str:
    """Return an http or https URL, or an empty string. Raises SettingsError."""
    if value != "" and not (isinstance(value, str) and is_url(value)):
        raise SettingsError(
            f"'c2pa_timestamp_url' must be an http or https URL, got {excerpt(value)}."
        )
    return str(value)


@dataclass(frozen=True)
class SigningSettings:
    """Files of the certificate and the key that sign, and a timestamp authority."""

    certificate: str
    """Path of the certificate chain in PEM; the first certificate signs."""
    key: str
    """Path of its private key in PEM."""
    timestamp_url: str | None = None
    """URL of a timestamp authority (RFC 3161)."""

    @classmethod
    def of(cls, certificate: str, key: str, timestamp_url: str) -> Self | None:
        """Return the settings; None if nothing is signed. Raises SettingsError."""
        if bool(certificate) != bool(key):
            raise SettingsError("'c2pa_certificate' and 'c2pa_key' must be set together.")
        if not certificate:
            if timestamp_url:
                raise SettingsError("'c2pa_timestamp_url' needs 'c2pa_certificate' and 'c2pa_key'.")
            return None
        if find_spec("c2pa") is None:
            raise SettingsError(
                f"'c2pa_certificate' needs c2pa-python. Install it: {install_command('c2pa')}"
            )
        return cls(certificate, key, timestamp_url or None)
