"""Gunicorn's log, as lines of ours."""

from typing import Any

from gunicorn.glogging import Logger


class RootLogger(Logger):  # type: ignore[misc]
    """Leaves the lines to the root logger, whose formatter decides what they look like."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True
