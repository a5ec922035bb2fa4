"""Compiled routes, compiled templates and recorded migrations, for all tests of a process.

Each new app compiles, and each new database migrates, for longer than most tests take.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Connection, event, inspect
from werkzeug.routing import Rule

from listen.database import migrate as migrations

Statements = list[tuple[str, Any]]


@contextmanager
def quick_apps(folder: Path) -> Iterator[None]:
    """Share compiled routes, compiled templates (in the folder) and recorded migrations."""
    cache = FileSystemBytecodeCache(str(folder))
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(Rule, "_compile_builder", _compile_once(Rule._compile_builder))
        monkeypatch.setattr(migrations, "migrate", _replay(migrations.migrate))
        monkeypatch.setitem(Flask.jinja_options, "bytecode_cache", cache)
        yield


def _compile_once(real: Callable[..., Any]) -> Callable[..., Any]:
    """Compile the function that builds the URL of a route once: it depends on its parts only."""
    known: dict[Any, Any] = {}

    def compile_builder(rule: Rule, append_unknown: bool = True) -> Any:
        defaults = sorted((rule.defaults or {}).items())
        key = (rule.rule, tuple(rule._trace), repr(defaults), append_unknown)
        if key not in known:
            known[key] = real(rule, append_unknown)
        return known[key]

    return compile_builder


def _replay(real: Callable[[Connection], None]) -> Callable[[Connection], None]:
    """Create tables with the statements that the first migration of an empty database executed."""
    recorded: dict[str, Statements] = {}

    def migrate(connection: Connection) -> None:
        kind = connection.dialect.name
        if inspect(connection).has_table("alembic_version"):
            real(connection)
        elif kind in recorded:
            for statement, parameters in recorded[kind]:
                connection.exec_driver_sql(statement, parameters)
        else:
            recorded[kind] = _record(real, connection)

    return migrate


def _record(real: Callable[[Connection], None], connection: Connection) -> Statements:
    statements: Statements = []

    def record(*args: Any) -> None:
        _, _, statement, parameters, _, is_many = args
        assert not is_many
        if not statement.lstrip().startswith(("SELECT", "PRAGMA")):
            statements.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", record)
    try:
        real(connection)
    finally:
        event.remove(connection, "before_cursor_execute", record)
    return statements
