"""A process that signs: python -m listen.provenance.signature_process STORE CERTIFICATE KEY [URL].

It answers one message {"rendition": NAME, "form": FORM, "marks": CHECKSUM} after the other until
its input ends, and keeps what it signs in the store. With --check instead of STORE, it signs a
trial and prints why it cannot.
"""

import hashlib
import io
import logging
import sys
from pathlib import Path
from typing import Any

from audio_cache.formats import FORMATS
from audio_cache.rendition import Rendition
from audio_cache.settings_values import SettingsError
from audio_cache.stores import Store, StoreError, open_store
from listen.errors import Unavailable
from listen.processes.child_logs import configure_child_logs
from listen.processes.messages import read_request, until_pool_ends, write_message
from listen.provenance.check_signing import CHECK
from listen.provenance.credentials import load_credentials
from listen.provenance.make_signature import make_signature
from listen.provenance.marks import Marks
from listen.provenance.sign import SigningError, sign_apart
from listen.provenance.signature import keep_signature, kept_signature
from listen.provenance.signing_settings import SigningSettings

log = logging.getLogger(__name__)


def problem_of(settings: SigningSettings) -> str | None:
    """Return why no file can be signed; None if one can be."""
    try:
        credentials = load_credentials(settings)
        marks = Marks("", "en", 0, ("tone:beep@1",))
        sign_apart(credentials, None, "mp3", marks, io.BytesIO(b"trial"), io.BytesIO())
    except SettingsError as error:
        return str(error)
    except SigningError as error:
        return f"'c2pa_certificate' cannot sign by the rules of C2PA: {error}."
    return None


def handle(store: Store, settings: SigningSettings, message: dict[str, Any]) -> dict[str, Any]:
    """Sign an audio. Return {}, or {"error": NAME, "detail": ...}."""
    rendition, form = Rendition.from_name(message["rendition"]), message["form"]
    try:
        manifest = store.manifest(rendition)
        if manifest is None or manifest.format not in FORMATS:
            raise FileNotFoundError
        signer = hashlib.sha256(Path(settings.certificate).read_bytes()).hexdigest()
        kept = kept_signature(store, rendition, form)
        if kept and kept.is_for(manifest.sha256, signer, message["marks"]):
            return {}  # for a request that came with this one
        credentials = load_credentials(settings)
        signature = make_signature(
            store, manifest, form, credentials, signer, settings.timestamp_url
        )
        keep_signature(store, rendition, form, signature)
    except (SigningError, SettingsError, StoreError, OSError) as error:
        log.warning("%s cannot be signed: %s", rendition.name[:12], error)
        return {"error": Unavailable.__name__, "detail": "The audio cannot be signed now."}
    log.info("%s signed", rendition.name[:12])
    return {}


def _report(problem: str | None) -> int:
    """Print the problem, and return the exit status."""
    if problem:
        print(problem)
    return 1 if problem else 0


def main() -> None:
    """Answer messages until the input ends."""
    configure_child_logs("signatures")
    settings = SigningSettings(*sys.argv[2:])
    if sys.argv[1] == CHECK:
        sys.exit(_report(problem_of(settings)))
    store = open_store(sys.argv[1])
    with until_pool_ends():
        while True:
            message, _ = read_request(sys.stdin.buffer)
            write_message(sys.stdout.buffer, handle(store, settings, message))


if __name__ == "__main__":
    main()
