"""Lines of the log."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from audio_cache.logs import JsonFormatter, TextFormatter, parse_log_format
from audio_cache.origin import (
    NO_ORIGIN,
    Origin,
    current_origin,
    is_request_id,
    is_traceparent,
    new_request_id,
)
from audio_cache.settings_values import SettingsError


def line(message: str, *arguments: Any, **more: Any) -> dict[str, Any]:
    record = logging.getLogger("a.b").makeRecord(
        "a.b", logging.WARNING, "file", 1, message, arguments, None, extra=more
    )
    text = JsonFormatter("web").format(record)
    assert "\n" not in text
    found: dict[str, Any] = json.loads(text)
    return found


@pytest.fixture(autouse=True)
def no_origin() -> Iterator[None]:
    """Other tests of the process handle requests."""
    token = current_origin.set(NO_ORIGIN)
    yield
    current_origin.reset(token)


def test_a_line_is_an_object_with_extra_fields() -> None:
    found = line("%s: é\n%d", "a", 7, seconds=0.5, code=None)
    assert found["message"] == "a: é\n7"
    assert (found["level"], found["logger"], found["process"]) == ("warning", "a.b", "web")
    assert (found["seconds"], found["code"]) == (0.5, None)
    assert found["time"].endswith("Z")
    assert "request_id" not in found


def test_a_line_names_the_request_and_the_trace() -> None:
    token = current_origin.set(Origin("request-1", f"00-{'ab' * 16}-{'cd' * 8}-01"))
    try:
        found = line("x")
    finally:
        current_origin.reset(token)
    assert (found["request_id"], found["trace_id"]) == ("request-1", "ab" * 16)


def test_secrets_are_replaced_also_in_tracebacks() -> None:
    for formatter in (JsonFormatter("web"), TextFormatter()):
        try:
            raise ValueError("redis://:pass-1@host")
        except ValueError:
            record = logging.getLogger("a").makeRecord(
                "a", logging.ERROR, "f", 1, 'token=x"y\\ %s', ("redis://:pass-2@host",),
                sys.exc_info(),
            )  # fmt: skip
        text = formatter.format(record)
        assert "pass-" not in text
        if isinstance(formatter, JsonFormatter):
            assert "ValueError" in json.loads(text)["exception"]


def test_what_python_writes_by_itself_is_a_line_too() -> None:
    code = """
import threading, warnings
from audio_cache.logs import configure_logs
configure_logs("json", "test")
warnings.warn("careful")
thread = threading.Thread(target=lambda: 1 / 0)
thread.start(); thread.join()
raise RuntimeError("the end")
"""
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    lines = [json.loads(text) for text in result.stderr.splitlines()]
    assert result.returncode == 1
    assert "careful" in lines[0]["message"]
    assert ["ZeroDivisionError" in each.get("exception", "") for each in lines] == [0, 1, 0]
    assert "RuntimeError: the end" in lines[2]["exception"]


def test_other_formats_are_refused() -> None:
    assert parse_log_format("json") == "json"
    with pytest.raises(SettingsError, match="'log_format' must be one of text, json, got 'xml'"):
        parse_log_format("xml")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("a" * 64, True), ("a1b2c3d4", True), ("A.b_c-d.1", True)),
        *(("short", False), ("x" * 65, False), ("-leading-dash", False), ("white space", False)),
        *(("a1b2c3d4\n", False), ("été-été-été", False), ("", False)),
    ],
)
def test_ids_of_requests_are_plain(text: str, expected: bool) -> None:
    assert is_request_id(text) == expected


def test_an_origin_survives_json() -> None:
    origin = Origin("request-1", f"00-{'ab' * 16}-{'cd' * 8}-01")
    assert Origin.from_json(origin.to_json()) == origin
    assert NO_ORIGIN.to_json() == ""
    assert Origin.from_json("") == NO_ORIGIN
    assert is_traceparent(origin.traceparent)
    assert not is_traceparent(origin.traceparent.upper())


def test_a_new_id_is_plain() -> None:
    assert is_request_id(new_request_id())
