"""The log of a child process, which has the form of its parent's."""

import os

from audio_cache.logs import TEXT, configure_logs

VARIABLE = "LISTEN_LOG_FORMAT"
"""The variable of the setting. The command line puts what the settings say into it."""


def configure_child_logs(process: str) -> None:
    """Configure the log of a process that the pool has started."""
    configure_logs(os.environ.get(VARIABLE, TEXT), process)
