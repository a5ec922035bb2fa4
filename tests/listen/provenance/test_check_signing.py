"""The settings of signatures: what they name must be able to sign."""

from pathlib import Path

import pytest

pytest.importorskip("c2pa")

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from audio_cache.settings_values import SettingsError
from listen.config import WebConfig
from listen.provenance import signing_settings
from listen.provenance.check_signing import check_signing
from tests.certificates import Key, write_certificate, write_key


def problem(**variables: object) -> str | None:
    environ = {f"LISTEN_C2PA_{name.upper()}": str(value) for name, value in variables.items()}
    try:
        check_signing(WebConfig.load({"LISTEN_CONFIG": "/dev/null", **environ}).signing)
    except SettingsError as error:
        return str(error)
    return None


@pytest.mark.parametrize("old", [False, True])
@pytest.mark.parametrize(
    "key",
    [
        ec.generate_private_key(ec.SECP256R1()),
        ec.generate_private_key(ec.SECP384R1()),
        ec.generate_private_key(ec.SECP521R1()),
        ed25519.Ed25519PrivateKey.generate(),
        rsa.generate_private_key(65537, 2048),
    ],
    ids=["P-256", "P-384", "P-521", "Ed25519", "RSA"],
)
def test_keys_that_c2pa_knows_can_sign(tmp_path: Path, key: Key, old: bool) -> None:
    files = write_certificate(tmp_path, key)
    if old and not isinstance(key, ed25519.Ed25519PrivateKey):
        write_key(files.key, key, old=True)
    assert problem(certificate=files.certificate, key=files.key) is None


def test_nothing_is_signed_by_default() -> None:
    assert problem() is None
    assert WebConfig.load({"LISTEN_CONFIG": "/dev/null"}).signing is None


def test_the_settings_belong_together(tmp_path: Path) -> None:
    both = "'c2pa_certificate' and 'c2pa_key' must be set together."
    assert problem(certificate=tmp_path / "a.pem") == both
    assert problem(key=tmp_path / "a.pem") == both
    assert problem(timestamp_url="http://tsa.example/") == (
        "'c2pa_timestamp_url' needs 'c2pa_certificate' and 'c2pa_key'."
    )


@pytest.mark.parametrize("url", ["tsa.example", "ftp://tsa.example/", "http://"])
def test_a_timestamp_authority_has_a_url(url: str) -> None:
    found = problem(timestamp_url=url)
    assert found == f"'c2pa_timestamp_url' must be an http or https URL, got '{url}'."


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    files = write_certificate(tmp_path)
    path = tmp_path / "none.pem"
    expected = "'{}' must name a file that can be read, got {}: No such file or directory."
    assert problem(certificate=path, key=files.key) == expected.format("c2pa_certificate", path)
    assert problem(certificate=files.certificate, key=path) == expected.format("c2pa_key", path)
    assert "Is a directory" in (problem(certificate=tmp_path, key=files.key) or "")


@pytest.mark.parametrize("content", [b"", b"text", b"\xff\0", b"-----BEGIN CERTIFICATE-----\nx"])
def test_a_file_without_pem_is_refused(tmp_path: Path, content: bytes) -> None:
    files = write_certificate(tmp_path)
    other = tmp_path / "other.pem"
    other.write_bytes(content)
    assert problem(certificate=other, key=files.key) == (
        f"'c2pa_certificate' must name a file with certificates in PEM, got {other}."
    )
    assert problem(certificate=files.certificate, key=other) == (
        f"'c2pa_key' must name a private key in PEM, got {other}."
    )


def test_the_files_are_not_swapped(tmp_path: Path) -> None:
    files = write_certificate(tmp_path)
    found = problem(certificate=files.key, key=files.certificate)
    assert found
    assert found.startswith("'c2pa_certificate' must name a file with certificates")


def test_a_key_has_no_passphrase(tmp_path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    files = write_certificate(tmp_path, key)
    write_key(files.key, key, passphrase=b"secret")
    assert problem(certificate=files.certificate, key=files.key) == (
        f"'c2pa_key' must name a key without a passphrase, got {files.key}."
    )


def test_the_key_is_that_of_the_certificate(tmp_path: Path) -> None:
    files = write_certificate(tmp_path)
    write_key(files.key, ec.generate_private_key(ec.SECP256R1()))
    found = problem(certificate=files.certificate, key=files.key)
    assert found
    assert found.startswith("'c2pa_key' must be the key of the first certificate")


@pytest.mark.parametrize(
    "key",
    [ec.generate_private_key(ec.SECP256K1()), rsa.generate_private_key(65537, 1024)],
    ids=["secp256k1", "RSA 1024"],
)
def test_a_key_that_c2pa_does_not_know_is_refused(tmp_path: Path, key: Key) -> None:
    files = write_certificate(tmp_path, key)
    found = problem(certificate=files.certificate, key=files.key)
    assert found
    assert found.startswith("'c2pa_key' must be an elliptic curve key")


@pytest.mark.parametrize(
    ("days", "message"),
    [((-9, -2), "and it expired on 20"), ((2, 9), "and it is not before 20")],
)
def test_a_certificate_is_valid_now(
    tmp_path: Path, days: tuple[float, float], message: str
) -> None:
    files = write_certificate(tmp_path, days=days)
    found = problem(certificate=files.certificate, key=files.key)
    assert found
    assert message in found


def test_a_certificate_that_may_not_sign_is_refused(tmp_path: Path) -> None:
    files = write_certificate(tmp_path, can_sign=False)
    found = problem(certificate=files.certificate, key=files.key)
    assert found
    assert found.startswith("'c2pa_certificate' cannot sign by the rules of C2PA:")


def test_the_library_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = write_certificate(tmp_path)
    monkeypatch.setattr(signing_settings, "find_spec", lambda _: None)
    assert problem(certificate=files.certificate, key=files.key) == (
        "'c2pa_certificate' needs c2pa-python. Install it: pip install 'listen-to-article[c2pa]'"
    )
