"""The settings file, listen.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from audio_cache.settings_values import SettingsError

CONFIG_VARIABLE = "LISTEN_CONFIG"
CONFIG_FILE = "listen.toml"


@dataclass(frozen=True)
class SettingsFile:
    """The settings file: its path, its text, and what is in it."""

    path: Path
    text: str = ""
    table: Mapping[str, Any] = field(default_factory=dict)


def read_settings_file(environ: Mapping[str, str]) -> SettingsFile:
    """Read the file that the environment names, or `listen.toml`, which may be missing.

    Raises SettingsError.
    """
    path = Path(environ.get(CONFIG_VARIABLE, CONFIG_FILE))
    try:
        text = path.read_text("utf-8")
        return SettingsFile(path, text, tomllib.loads(text))
    except FileNotFoundError:
        if CONFIG_VARIABLE in environ:
            raise SettingsError(
                f"{CONFIG_VARIABLE} must name a file that exists, got {path}."
            ) from None
        return SettingsFile(path)
    except OSError as error:
        raise SettingsError(f"{path} must be readable: {error.strerror}.") from None
    except ValueError as error:
        raise SettingsError(f"{path} must be TOML in UTF-8: {error}.") from None
