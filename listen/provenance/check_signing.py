"""Checks at the start that audio can be signed."""

import subprocess
import sys

from audio_cache.settings_values import SettingsError
from listen.provenance.signing_settings import SigningSettings

CHECK = "--check"
"""Argument of the process that signs, instead of a store."""


def check_signing(settings: SigningSettings | None) -> None:
    """Raise SettingsError if the settings cannot sign. The library stays out of this process."""
    if settings is None:
        return
    module = "listen.provenance.signature_process"
    command = (sys.executable, "-m", module, CHECK, settings.certificate, settings.key)
    result = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if result.returncode:
        raise SettingsError(
            result.stdout.strip() or "'c2pa_certificate' cannot be checked: c2pa-python fails."
        )
