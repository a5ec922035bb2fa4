"""Who can reach the server: nobody else, unless that was asked for."""

import ipaddress

from audio_cache.settings import SettingsError
from listen.config import WebConfig


def is_loopback(host: str) -> bool:
    """Whether the name or address reaches nobody but this machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def check_exposure(config: WebConfig) -> None:
    """Raises SettingsError for an address that others can reach, unless it is meant."""
    if not is_loopback(config.host) and not config.open:
        raise SettingsError(
            f"{config.host} can be reached by others, and there are no keys yet: "
            "anyone could have this machine speak. Give --open if that is meant."
        )
