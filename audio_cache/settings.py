"""Settings: a frozen dataclass per room, filled from LISTEN_* variables and listen.toml.

A variable wins over the file. The workers' own settings are LISTEN_WORKER_* and the table
[worker]; everything else belongs to both or to the web. An unknown name is an error, so that a
misspelt setting never passes for one that is set.

    SettingsError
"""

import math
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any, Self, get_type_hints

PREFIX = "LISTEN_"
WORKER_PREFIX = "LISTEN_WORKER_"
CONFIG_VARIABLE = "LISTEN_CONFIG"
CONFIG_FILE = "listen.toml"

_ON = (True, "1", "true", "on")
_OFF = (False, "0", "false", "off")
_KINDS = {
    bool: "on or off",
    int: "a whole number",
    float: "a number",
    str: "a string",
    Path: "a path",
    tuple[str, ...]: "a list of strings",
}
"""What a setting of this type is called."""


class SettingsError(Exception):
    """A setting that is unknown or cannot be read; the message names it."""


def setting(
    default: Any,
    doc: str,
    read: Callable[[Any], Any] | None = None,
    least: float = -math.inf,
    most: float = math.inf,
) -> Any:
    """A dataclass field that is a setting, with the sentence that documents it.

    `read` makes its value of what the variable or the file has, where its type does not say how;
    it raises SettingsError. `least` and `most` are of a number.
    """
    metadata = {"doc": doc, "read": read, "least": least, "most": most}
    return field(default=default, metadata=metadata)


def read_table(key: str, value: Any) -> Mapping[str, Any]:
    """A table of the file, or its lines in a variable. Raises SettingsError."""
    if isinstance(value, str):
        try:
            return tomllib.loads(value)
        except tomllib.TOMLDecodeError as error:
            raise SettingsError(f"{key} is not TOML: {error}.") from None
    if not isinstance(value, Mapping):
        raise SettingsError(f"{key} is a table.")
    return value


def split_list(value: str | Iterable[str]) -> tuple[str, ...]:
    """A list of the file, or what a variable has between commas."""
    items = value.split(",") if isinstance(value, str) else value
    return tuple(item.strip() for item in items if item.strip())


@dataclass(frozen=True)
class Settings:
    """What the web and the workers both need."""

    redis_url: str = setting(
        "", "Redis or Valkey, as redis://HOST:PORT/0. `listen up` runs its own unless this is set."
    )
    live_redis_url: str = setting(
        "", "Another Redis for live audio, which needs no persistence; none: the same one."
    )
    data_dir: Path = setting(Path(".listen"), "Audio, Redis's files and the last catalog.")

    @classmethod
    def load(cls, environ: Mapping[str, str], **overrides: Any) -> Self:
        """Reads the environment and the file it names. Raises SettingsError."""
        own = [f.name for f in fields(cls)]
        values = _from_file(cls, environ, own) | _from_environment(cls, environ, own) | overrides
        hints = get_type_hints(cls)
        of = {f.name: f for f in fields(cls)}
        return cls(**{name: _parse(of[name], hints[name], value) for name, value in values.items()})

    @property
    def store_url(self) -> str:
        """URL of the store for finished audio, for `audio_cache.stores.open_store`."""
        return (self.data_dir / "audio").absolute().as_uri()

    def required_redis_url(self) -> str:
        """Raises SettingsError when there is none."""
        if not self.redis_url:
            raise SettingsError(f"{self.variable('redis_url')} is not set.")
        return self.redis_url

    @classmethod
    def variable(cls, name: str) -> str:
        """The environment variable of a setting."""
        shared = name in {f.name for f in fields(Settings)}
        return (PREFIX if shared or not cls.is_workers() else WORKER_PREFIX) + name.upper()

    @classmethod
    def is_workers(cls) -> bool:
        """Whether these are the workers' settings, in a table and with a prefix of their own."""
        return False


def _from_environment(
    cls: type[Settings], environ: Mapping[str, str], own: list[str]
) -> dict[str, Any]:
    known = {cls.variable(name): name for name in own}
    found = {}
    for variable, value in environ.items():
        if variable in known:
            found[known[variable]] = value
        elif _belongs(cls, variable):
            raise SettingsError(f"{variable} is not a setting.")
    return found


def _belongs(cls: type[Settings], variable: str) -> bool:
    """Whether the variable is meant for these settings: each room answers for its own."""
    if not variable.startswith(PREFIX) or variable == CONFIG_VARIABLE:
        return False
    return variable.startswith(WORKER_PREFIX) == cls.is_workers()


def _from_file(cls: type[Settings], environ: Mapping[str, str], own: list[str]) -> dict[str, Any]:
    path = Path(environ.get(CONFIG_VARIABLE, CONFIG_FILE))
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        if CONFIG_VARIABLE in environ:
            raise SettingsError(f"{CONFIG_VARIABLE} names {path}, which is not there.") from None
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}") from None
    workers = dict(read_table("worker", table.pop("worker", {})))
    if cls.is_workers():
        shared = {f.name for f in fields(Settings)}
        table = {name: value for name, value in table.items() if name in shared} | workers
    unknown = table.keys() - set(own)
    if unknown:
        raise SettingsError(f"{path} has settings that do not exist: {', '.join(sorted(unknown))}.")
    return table


def _parse(setting: Field[Any], kind: Any, value: Any) -> Any:
    try:
        if read := setting.metadata["read"]:
            return read(value)
        if kind == tuple[str, ...]:
            return split_list(value)
        if kind is bool:
            return _switch(value)
        if kind in (int, float):
            return _number(setting, kind, value)
        if not isinstance(value, str | Path):
            raise TypeError
        return kind(value)
    except (TypeError, ValueError, AttributeError):
        is_a = f" is {_KINDS[kind]}, not" if kind in _KINDS else " cannot be"
        raise SettingsError(f"The setting {setting.name}{is_a} {value!r}.") from None


def _switch(value: Any) -> bool:
    """Raises ValueError."""
    given = value.lower() if isinstance(value, str) else value
    if given not in (*_ON, *_OFF):
        raise ValueError
    return given in _ON


def _number(setting: Field[Any], kind: type, value: Any) -> int | float:
    """Raises SettingsError when it is out of range, and ValueError when it is no such number."""
    if isinstance(value, bool) or (kind is int and isinstance(value, float)):
        raise ValueError
    number: int | float = kind(value)
    least, most = setting.metadata["least"], setting.metadata["most"]
    if not (least <= number <= most and math.isfinite(number)):
        upper = f" and at most {most}" if most < math.inf else ""
        raise SettingsError(f"The setting {setting.name} is at least {least}{upper}, not {value}.")
    return number
