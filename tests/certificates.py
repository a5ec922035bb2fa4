"""Certificates for tests of signatures."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization as pem
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Key = ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True)
class Files:
    """Files of a certificate chain and of the key of its first certificate."""

    certificate: Path
    key: Path


def write_certificate(
    folder: Path,
    key: Key | None = None,
    *,
    days: tuple[float, float] = (-1, 30),
    can_sign: bool = True,
) -> Files:
    """Write a certificate and its authority's, valid between these days from now."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    authority_key = ec.generate_private_key(ec.SECP256R1())
    authority = _certificate("Authority", authority_key, authority_key, (-10, 3000), is_ca=True)
    certificate = _certificate("News", key, authority_key, days, can_sign=can_sign)
    files = Files(folder / "chain.pem", folder / "key.pem")
    chain = (certificate, authority)
    files.certificate.write_bytes(b"".join(each.public_bytes(pem.Encoding.PEM) for each in chain))
    write_key(files.key, key)
    return files


def write_key(path: Path, key: Key, passphrase: bytes | None = None, old: bool = False) -> None:
    """Write a key; `old`: in the format of OpenSSL before PKCS #8."""
    kind = pem.PrivateFormat.TraditionalOpenSSL if old else pem.PrivateFormat.PKCS8
    lock = pem.BestAvailableEncryption(passphrase) if passphrase else pem.NoEncryption()
    path.write_bytes(key.private_bytes(pem.Encoding.PEM, kind, lock))


def _certificate(
    name: str,
    key: Key,
    issuer_key: ec.EllipticCurvePrivateKey,
    days: tuple[float, float],
    is_ca: bool = False,
    can_sign: bool = True,
) -> x509.Certificate:
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name("Authority"))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=days[0]))
        .not_valid_after(now + timedelta(days=days[1]))
        .add_extension(x509.BasicConstraints(is_ca, None), critical=True)
        .add_extension(_usage(is_ca), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), False
        )
    )
    if can_sign and not is_ca:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
        builder = builder.add_extension(usage, critical=False)
    return builder.sign(issuer_key, hashes.SHA256())


def _name(name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Example"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )


def _usage(is_ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_ca,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_ca,
        crl_sign=is_ca,
        encipher_only=False,
        decipher_only=False,
    )
