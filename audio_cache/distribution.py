"""The name of the distribution, for hints on how to install it."""

from importlib.metadata import version

NAME = "listen-to-article"
"""The distribution on PyPI. "listen" there is somebody else's package."""


def installed_version() -> str:
    """Return the version of the installed distribution."""
    return version(NAME)


def install_command(extra: str) -> str:
    """Return the command that installs the distribution with an extra."""
    return f"pip install '{NAME}[{extra}]'"
