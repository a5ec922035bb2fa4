"""Settings: frozen dataclasses that are filled from LISTEN_* variables and listen.toml.

A variable overrides the file. The workers' own settings are LISTEN_WORKER_* and the table
[worker]; all others belong to the web or to both. Each engine declares its own settings:
LISTEN_WORKER_ENGINE_* and the table [engines.ENGINE]. An unknown name is an error, so that a
misspelt setting is never silently ignored.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import Any, Self, get_type_hints

from audio_cache.logs import TEXT, parse_log_format
from audio_cache.settings_file import CONFIG_VARIABLE, SettingsFile, read_settings_file
from audio_cache.settings_lines import locate
from audio_cache.settings_values import (
    SettingsError,
    parse_redis_url,
    parse_store_url,
    parse_table,
    parse_value,
)

PREFIX = "LISTEN_"
WORKER_PREFIX = "LISTEN_WORKER_"
API_KEY_VARIABLE = "LISTEN_API_KEY"
"""The key that commands send to a server. It is no setting of a server, which may have it too."""
ENGINES_TABLE = "engines"


def setting(
    default: Any,
    doc: str,
    parse: Callable[[Any], Any] | None = None,
    min_value: float = -math.inf,
    max_value: float = math.inf,
    is_secret: bool = False,
) -> Any:
    """Return a dataclass field for a setting. `doc` is the sentence that documents it.

    `parse` converts the value from the variable or the file, if the type of the field does not
    decide how; it raises SettingsError. `min_value` and `max_value` are the limits of a number.
    Errors do not show the value of a secret, and neither does the `repr` of the settings.
    """
    metadata = {
        "doc": doc,
        "parse": parse,
        "min_value": min_value,
        "max_value": max_value,
        "is_secret": is_secret,
    }
    return field(default=default, metadata=metadata, repr=not is_secret)


def engine_settings(default: Any) -> Any:
    """Return a dataclass field that holds the settings of one engine.

    `default` is a frozen dataclass of `setting` fields. The setting `tld` of the field `gtts` is
    read from LISTEN_WORKER_GTTS_TLD, from `tld` in the table [engines.gtts], or from `gtts_tld` in
    the table [worker].
    """
    return field(default=default, metadata={"engine": True})


@dataclass(frozen=True)
class Settings:
    """Settings of both the web and the workers."""

    redis_url: str = setting(
        "",
        "URL of Redis or Valkey, such as redis://HOST:PORT/0, valkeys://… for TLS, or "
        "redis+sentinel://HOST:PORT,HOST:PORT/SERVICE/0. `listen up` starts its own server if this "
        "is not set.",
        partial(parse_redis_url, "redis_url"),
        is_secret=True,
    )
    live_redis_url: str = setting(
        "",
        "URL of a separate Redis for live audio, which needs no persistence. Defaults to "
        "`redis_url`; `listen up` starts a second server of its own if neither is set.",
        partial(parse_redis_url, "live_redis_url"),
        is_secret=True,
    )
    log_format: str = setting(
        TEXT,
        "Lines of the log: `text`, or `json`, one object for each line.",
        parse_log_format,
    )
    data_dir: Path = setting(
        Path(".listen"), "Folder for audio, the files of Redis and the last catalog of voices."
    )
    store_url: str = setting(
        "",
        "URL of the store of finished audio: s3://BUCKET/PREFIX?endpoint=URL&region=NAME, or "
        "file:///FOLDER. Defaults to the folder `audio` in `data_dir`.",
        parse_store_url,
    )

    shared_sentences_gb: float = setting(
        10.0,
        "Gigabytes of synthesized sentences that workers share through an object store, the oldest "
        "ones of which are deleted; 0: they share none.",
        min_value=0,
    )

    @classmethod
    def load(cls, environ: Mapping[str, str], **overrides: Any) -> Self:
        """Load the settings from the file and the environment; `overrides` take precedence.

        Raises SettingsError.
        """
        declared, file = cls.declared(), read_settings_file(environ)
        given = _from_environment(cls, environ) | overrides
        values = _from_file(cls, file) | given
        parsed = {}
        for name, value in values.items():
            try:
                parsed[name] = parse_value(name, *declared[name], value)
            except SettingsError as error:
                if name in given:
                    raise
                raise SettingsError(locate(file.path, file.text, str(error))) from None
        for engine, kind in _engines(cls).items():
            own = [f.name for f in fields(kind) if f"{engine}_{f.name}" in parsed]
            parsed[engine] = kind(**{name: parsed.pop(f"{engine}_{name}") for name in own})
        return cls(**parsed)

    @classmethod
    def declared(cls) -> dict[str, tuple[Field[Any], Any]]:
        """Return the field and the type of each setting by name; ENGINE_NAME for an engine's."""
        engines, hints = _engines(cls), get_type_hints(cls)
        found = {f.name: (f, hints[f.name]) for f in fields(cls) if f.name not in engines}
        for engine, kind in engines.items():
            hints = get_type_hints(kind)
            found |= {f"{engine}_{f.name}": (f, hints[f.name]) for f in fields(kind)}
        return found

    @property
    def store(self) -> str:
        """URL of the store for finished audio, for `audio_cache.stores.open_store`."""
        return self.store_url or (self.data_dir / "audio").absolute().as_uri()

    def required_redis_url(self) -> str:
        """Return the URL of Redis. Raises SettingsError when it is not set."""
        if not self.redis_url:
            raise SettingsError(
                f"{self.variable('redis_url')} must be set, for example to "
                "redis://127.0.0.1:6379/0."
            )
        return self.redis_url

    @classmethod
    def variable(cls, name: str) -> str:
        """Return the name of the environment variable of a setting."""
        shared = name in {f.name for f in fields(Settings)}
        return (PREFIX if shared or not cls.is_workers() else WORKER_PREFIX) + name.upper()

    @classmethod
    def is_workers(cls) -> bool:
        """Return whether these are the workers' settings, with their own table and prefix."""
        return False


def _engines(cls: type[Settings]) -> dict[str, Any]:
    """Return the engines with settings, and the dataclass of each."""
    hints = get_type_hints(cls)
    return {f.name: hints[f.name] for f in fields(cls) if "engine" in f.metadata}


def _from_environment(cls: type[Settings], environ: Mapping[str, str]) -> dict[str, Any]:
    known = {cls.variable(name): name for name in cls.declared()}
    found = {}
    for variable, value in environ.items():
        if variable in known:
            found[known[variable]] = value
        elif _belongs(cls, variable):
            raise SettingsError(
                f"The environment variable {variable[:80]} is not a setting. Correct or unset it."
            )
    return found


def _belongs(cls: type[Settings], variable: str) -> bool:
    """Return whether a variable has the prefix of these settings.

    The web refuses unknown LISTEN_* variables, and a worker unknown LISTEN_WORKER_* variables.
    """
    if not variable.startswith(PREFIX) or variable in (CONFIG_VARIABLE, API_KEY_VARIABLE):
        return False
    return variable.startswith(WORKER_PREFIX) == cls.is_workers()


def _from_file(cls: type[Settings], file: SettingsFile) -> dict[str, Any]:
    path, table = file.path, dict(file.table)
    workers = dict(parse_table("worker", table.pop("worker", {})))
    engines = parse_table(ENGINES_TABLE, table.pop(ENGINES_TABLE, {}))
    if cls.is_workers():
        shared = {f.name for f in fields(Settings)}
        table = {name: value for name, value in table.items() if name in shared} | workers
        table |= _from_engine_tables(cls, engines, workers)
    unknown = sorted(table.keys() - cls.declared().keys())
    if unknown:
        raise SettingsError(
            f"{path} has unknown settings: {', '.join(unknown)}. Correct or remove them."
        )
    return table


def _from_engine_tables(
    cls: type[Settings], tables: Mapping[str, Any], workers: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the settings of the tables [engines.ENGINE], named ENGINE_NAME as in [worker].

    Raises SettingsError for an unknown table or key, and for a setting that [worker] has too.
    """
    engines, declared = _engines(cls), cls.declared()
    found = {}
    for engine, table in tables.items():
        header = f"[{ENGINES_TABLE}.{engine[:80]}]"
        if engine not in engines:
            raise SettingsError(
                f"{header} must name an engine that has settings: {', '.join(engines)}."
            )
        for key, value in parse_table(f"{ENGINES_TABLE}.{engine}", table).items():
            name = f"{engine}_{key}"
            if name not in declared:
                raise SettingsError(
                    f"{header} has an unknown setting: {key[:80]}. Correct or remove it."
                )
            if name in workers:
                raise SettingsError(
                    f"{key!r} in {header} and {name!r} in [worker] are the same setting. "
                    f"Remove {name!r}."
                )
            found[name] = value
    return found
