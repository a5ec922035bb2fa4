"""Lines of the log: text, or one JSON object for each.

All processes call `configure_logs` first. Lines name the request that caused them, and have no
secrets.
"""

import json
import logging
import os
import sys
import threading
import time
from typing import Any

from audio_cache.origin import current_origin
from audio_cache.redact import redact
from audio_cache.settings_values import SettingsError

TEXT, JSON = "text", "json"
FORMATS = (TEXT, JSON)

_TEXT_FORMAT = "%(asctime)s %(name)s: %(message)s"

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
"""Attributes of every record. Others came as `extra`."""


def parse_log_format(value: Any) -> str:
    """Return the format. Raises SettingsError."""
    if value not in FORMATS:
        raise SettingsError(
            f"'log_format' must be one of {', '.join(FORMATS)}, got {str(value)[:40]!r}."
        )
    return str(value)


def configure_logs(log_format: str, process: str, level: int = logging.INFO) -> None:
    """Write the lines of this process to stderr, in one of FORMATS, in place of earlier handlers.

    `process` names it in JSON: web, worker, publish and others.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter(process) if log_format == JSON else TextFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    if log_format == JSON:
        # Everything else that Python writes to stderr becomes a line too.
        logging.captureWarnings(True)
        sys.excepthook = _log_uncaught
        threading.excepthook = lambda error: _log_uncaught(
            error.exc_type, error.exc_value, error.exc_traceback
        )


def _log_uncaught(kind: type[BaseException], error: BaseException | None, trace: Any) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("uncaught").critical("uncaught %s", kind.__name__, exc_info=error or kind())


class TextFormatter(logging.Formatter):
    """Time, logger, message; then the traceback of an error. For people at a terminal."""

    def __init__(self) -> None:
        super().__init__(_TEXT_FORMAT)

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


class JsonFormatter(logging.Formatter):
    """One JSON object on one line. Fields that are given as `extra` follow the others."""

    def __init__(self, process: str) -> None:
        super().__init__()
        self._process = process

    def format(self, record: logging.LogRecord) -> str:
        moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        fields: dict[str, Any] = {
            "time": f"{moment}.{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "process": self._process,
            "pid": os.getpid(),
        }
        origin = current_origin.get()
        if origin.request_id:
            fields["request_id"] = origin.request_id
        if origin.traceparent:
            fields["trace_id"] = origin.traceparent.split("-")[1]
        fields |= {name: value for name, value in vars(record).items() if name not in _STANDARD}
        if record.exc_info:
            fields["exception"] = self.formatException(record.exc_info)
        elif record.exc_text:
            fields["exception"] = record.exc_text
        clean = {name: _clean(value) for name, value in fields.items()}
        return json.dumps(clean, ensure_ascii=False)


def _clean(value: Any) -> Any:
    """Return a number as it is, and anything else as text without secrets."""
    if value is None or isinstance(value, int | float):
        return value
    return redact(str(value))
