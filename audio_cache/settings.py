"""Settings: a frozen dataclass per room, filled from LISTEN_* variables and listen.toml.

A variable wins over the file. The workers' own settings are LISTEN_WORKER_* and the table
[worker]; everything else belongs to both or to the web. An engine declares its own settings:
LISTEN_WORKER_ENGINE_* and the table [engines.ENGINE]. An unknown name is an error, so that a
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
ENGINES_TABLE = "engines"

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


def engine_settings(default: Any) -> Any:
    """Declare a field of the worker's settings that holds the settings of one engine.

    `default` is a frozen dataclass of `setting` fields. The setting `tld` of the field `gtts` is
    read from LISTEN_WORKER_GTTS_TLD, from `tld` in the table [engines.gtts], or from `gtts_tld` in
    the table [worker].
    """
    return field(default=default, metadata={"engine": True})


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
        of = cls.declared()
        values = _from_file(cls, environ) | _from_environment(cls, environ) | overrides
        parsed = {name: _parse(name, *of[name], value) for name, value in values.items()}
        hints = get_type_hints(cls)
        for engine in _engines(cls):
            names = [name for name in get_type_hints(hints[engine]) if f"{engine}_{name}" in parsed]
            own = {name: parsed.pop(f"{engine}_{name}") for name in names}
            parsed[engine] = hints[engine](**own)
        return cls(**parsed)

    @classmethod
    def declared(cls) -> dict[str, tuple[Field[Any], Any]]:
        """Return the field and the type of each setting by name; ENGINE_NAME for an engine's."""
        engines, hints = _engines(cls), get_type_hints(cls)
        found = {f.name: (f, hints[f.name]) for f in fields(cls) if f.name not in engines}
        for engine in engines:
            own = get_type_hints(hints[engine])
            found |= {f"{engine}_{f.name}": (f, own[f.name]) for f in fields(hints[engine])}
        return found

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


def _engines(cls: type[Settings]) -> list[str]:
    """Return the names of the fields that hold an engine's settings."""
    return [f.name for f in fields(cls) if "engine" in f.metadata]


def _from_environment(cls: type[Settings], environ: Mapping[str, str]) -> dict[str, Any]:
    known = {cls.variable(name): name for name in cls.declared()}
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


def _from_file(cls: type[Settings], environ: Mapping[str, str]) -> dict[str, Any]:
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
    engines = read_table(ENGINES_TABLE, table.pop(ENGINES_TABLE, {}))
    if cls.is_workers():
        shared = {f.name for f in fields(Settings)}
        table = {name: value for name, value in table.items() if name in shared} | workers
        table |= _from_engine_tables(cls, engines, workers)
    unknown = table.keys() - cls.declared().keys()
    if unknown:
        raise SettingsError(f"{path} has settings that do not exist: {', '.join(sorted(unknown))}.")
    return table


def _from_engine_tables(
    cls: type[Settings], tables: Mapping[str, Any], workers: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the settings of the tables [engines.ENGINE] as ENGINE_NAME, as [worker] spells them.

    Raises SettingsError for an unknown table or key, and for a setting that [worker] has too.
    """
    known, found = cls.declared(), {}
    for engine, table in tables.items():
        if engine not in _engines(cls):
            engines = ", ".join(_engines(cls))
            raise SettingsError(
                f"[{ENGINES_TABLE}.{engine}]: no such engine has settings; these have: {engines}."
            )
        for key, value in read_table(f"{ENGINES_TABLE}.{engine}", table).items():
            name = f"{engine}_{key}"
            if name not in known:
                raise SettingsError(f"[{ENGINES_TABLE}.{engine}] has no setting {key!r}.")
            if name in workers:
                raise SettingsError(
                    f"{key!r} in [{ENGINES_TABLE}.{engine}] and {name!r} in [worker] are the same "
                    f"setting: remove {name!r}."
                )
            found[name] = value
    return found


def _parse(name: str, setting: Field[Any], kind: Any, value: Any) -> Any:
    try:
        if read := setting.metadata["read"]:
            return read(value)
        if kind == tuple[str, ...]:
            return split_list(value)
        if kind is bool:
            return _switch(value)
        if kind in (int, float):
            return _number(name, setting, kind, value)
        if not isinstance(value, str | Path):
            raise TypeError
        return kind(value)
    except (TypeError, ValueError, AttributeError):
        is_a = f" is {_KINDS[kind]}, not" if kind in _KINDS else " cannot be"
        raise SettingsError(f"The setting {name}{is_a} {value!r}.") from None


def _switch(value: Any) -> bool:
    """Raises ValueError."""
    given = value.lower() if isinstance(value, str) else value
    if given not in (*_ON, *_OFF):
        raise ValueError
    return given in _ON


def _number(name: str, setting: Field[Any], kind: type, value: Any) -> int | float:
    """Raises SettingsError when it is out of range, and ValueError when it is no such number."""
    if isinstance(value, bool) or (kind is int and isinstance(value, float)):
        raise ValueError
    number: int | float = kind(value)
    least, most = setting.metadata["least"], setting.metadata["most"]
    if not (least <= number <= most and math.isfinite(number)):
        upper = f" and at most {most}" if most < math.inf else ""
        raise SettingsError(f"The setting {name} is at least {least}{upper}, not {value}.")
    return number
