"""Reads the certificate and the key that sign (C2PA)."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from audio_cache.settings_values import SettingsError
from listen.provenance.signing_settings import SigningSettings

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
    from cryptography.x509 import Certificate

_CERTIFICATE, _KEY = "c2pa_certificate", "c2pa_key"
_CURVES = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}
_MIN_RSA_BITS = 2048


@dataclass(frozen=True)
class Credentials:
    """Certificate and key that sign files."""

    algorithm: str
    """Name of the algorithm in C2PA."""
    chain: bytes
    """PEM; the first certificate signs."""
    key: bytes = field(repr=False)
    """PEM of PKCS #8."""


def load_credentials(settings: SigningSettings) -> Credentials:
    """Return the credentials that the settings name. Raises SettingsError."""
    # Only servers that sign have the library.
    from cryptography import x509  # noqa: PLC0415
    from cryptography.hazmat.primitives import serialization as pem  # noqa: PLC0415

    content = _read(_CERTIFICATE, settings.certificate)
    try:
        certificates = x509.load_pem_x509_certificates(content)
    except ValueError:
        raise SettingsError(
            f"{_CERTIFICATE!r} must name a file with certificates in PEM, got "
            f"{settings.certificate}."
        ) from None
    key = _parse_key(settings.key)
    _check_validity(certificates[0])
    if certificates[0].public_key() != key.public_key():
        raise SettingsError(
            f"{_KEY!r} must be the key of the first certificate in {_CERTIFICATE!r}, and it is "
            "that of another one."
        )
    return Credentials(
        _algorithm(key),
        b"".join(each.public_bytes(pem.Encoding.PEM) for each in certificates),
        key.private_bytes(pem.Encoding.PEM, pem.PrivateFormat.PKCS8, pem.NoEncryption()),
    )


def _read(name: str, path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no path"
        raise SettingsError(
            f"{name!r} must name a file that can be read, got {path}: {reason}."
        ) from None


def _parse_key(path: str) -> "PrivateKeyTypes":
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415

    content = _read(_KEY, path)
    try:
        return load_pem_private_key(content, password=None)
    except TypeError:
        raise SettingsError(f"{_KEY!r} must name a key without a passphrase, got {path}.") from None
    except (ValueError, UnsupportedAlgorithm):
        raise SettingsError(f"{_KEY!r} must name a private key in PEM, got {path}.") from None


def _check_validity(certificate: "Certificate") -> None:
    now = datetime.now(UTC)
    if certificate.not_valid_after_utc < now:
        raise SettingsError(
            f"{_CERTIFICATE!r} must be valid, and it expired on "
            f"{certificate.not_valid_after_utc:%Y-%m-%d}."
        )
    if certificate.not_valid_before_utc > now:
        raise SettingsError(
            f"{_CERTIFICATE!r} must be valid, and it is not before "
            f"{certificate.not_valid_before_utc:%Y-%m-%d}."
        )


def _algorithm(key: "PrivateKeyTypes") -> str:
    """Return the algorithm for a key. Raises SettingsError for a key that C2PA does not know."""
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa  # noqa: PLC0415

    if isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name in _CURVES:
        return _CURVES[key.curve.name]
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return "ed25519"
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size >= _MIN_RSA_BITS:
        return "ps256"
    raise SettingsError(
        f"{_KEY!r} must be an elliptic curve key (P-256, P-384 or P-521), an Ed25519 key, or an "
        f"RSA key of at least {_MIN_RSA_BITS} bits."
    )
