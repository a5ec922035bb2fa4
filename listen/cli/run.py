"""Helpers that commands share when they run: the client, and errors as one sentence."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from listen.cli.client import Client

USAGE_ERROR = 2
"""Exit status for wrong arguments or settings, unreadable input, and an unreachable server."""


def client_of(server: str, key: str | None = None) -> "Client":
    """Return a client. Its library is slow to load, so only commands that run load it."""
    from listen.cli.client import Client  # noqa: PLC0415

    return Client(server, key)


@contextmanager
def exit_on_error() -> Iterator[None]:
    """Print an error as one sentence and exit: 2 for unreadable input or no server, else 1."""
    from listen.cli.client import ClientError  # noqa: PLC0415

    try:
        yield
    except ClientError as error:
        fail(str(error), USAGE_ERROR if error.is_unreachable else 1)
    except OSError as error:
        fail(f"Cannot read {error.filename}: {error.strerror}.")


def without_none(options: dict[str, Any]) -> dict[str, Any]:
    """Return the options that were given."""
    return {name: value for name, value in options.items() if value is not None}


def fail(message: str, status: int = USAGE_ERROR) -> NoReturn:
    """Print an error and exit."""
    click.echo(message, err=True)
    sys.exit(status)
