"""The setting `accel_redirect`: the location of nginx that has the files of the store.

SettingsError
"""

import re
from typing import Any

from audio_cache.excerpt import excerpt
from audio_cache.settings_values import SettingsError

_PATH = re.compile(r"/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)+")


def parse_internal_location(value: Any) -> str:
    """Return the path, which begins and ends with a slash, or an empty string."""
    if value != "" and not (isinstance(value, str) and _PATH.fullmatch(value)):
        raise SettingsError(
            "'accel_redirect' must be the path of an internal location of nginx that begins and "
            f"ends with a slash, such as /listen-audio/, got {excerpt(value)}."
        )
    return str(value)
