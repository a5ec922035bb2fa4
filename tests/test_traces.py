"""Traces of real processes: from the request to the last byte."""

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
import requests

from tests.conftest import SpawnWorker, free_port, running_server, wait_until
from tests.otlp import Collector, otlp_collector

pytestmark = pytest.mark.e2e

TEXT = "The old bridge is open again. Two years ago, a flood had damaged it."
STAGES = ("segment", "synthesize", "stitch", "encode", "store")
PARENT_TRACE, PARENT_SPAN = "ab" * 16, "cd" * 8


def test_one_trace_leads_from_the_request_to_the_last_byte(
    redis_url: str, data_dir: Path, spawn_worker: SpawnWorker
) -> None:
    with otlp_collector() as collector:
        tracing = {
            "OTEL_EXPORTER_OTLP_ENDPOINT": collector.url,
            "OTEL_BSP_SCHEDULE_DELAY": "50",
        }
        spawn_worker(**tracing)
        with running_server(redis_url, data_dir, free_port(), **tracing) as url:
            headers = {
                "Accept": "audio/mpeg",
                "traceparent": f"00-{PARENT_TRACE}-{PARENT_SPAN}-01",
            }
            streamed = requests.post(
                f"{url}/v1/audio", json={"text": TEXT}, headers=headers, timeout=60
            )
            requested = requests.post(f"{url}/v1/audio", json={"text": f"{TEXT} !"}, timeout=60)
            path = requested.json()["links"]["audio"]
            followed = requests.get(f"{url}{path}", timeout=60)
            assert requests.get(f"{url}/healthz", timeout=60).ok
            wait_until(lambda: len(collector.named("deliver")) == 2)
            wait_until(lambda: len(collector.named("job")) == 2)
    check_first(collector, streamed)
    check_second(collector, requested, followed)
    assert {span.name for span in collector.spans} == {
        *("POST /v1/audio", "GET /audio/<key>.<extension>", "enqueue", "deliver", "job"),
        *STAGES,
    }


def check_first(collector: Collector, streamed: requests.Response) -> None:
    """The trace continues the client's, and has everything."""
    trace = {span.name: span for span in collector.spans if span.trace == PARENT_TRACE}
    assert trace.keys() == {"POST /v1/audio", "enqueue", "job", *STAGES, "deliver"}
    request, job, deliver = trace["POST /v1/audio"], trace["job"], trace["deliver"]
    assert request.parent == PARENT_SPAN
    assert trace["enqueue"].parent == request.id
    assert job.parent == trace["enqueue"].id
    assert all(trace[stage].parent == job.id for stage in STAGES)
    assert deliver.parent in (request.id, trace["enqueue"].id)
    assert deliver.attributes["listen.sent_bytes"] == len(streamed.content)
    assert request.attributes["http.response.status_code"] == 200
    assert request.attributes["listen.request_id"] == streamed.headers["X-Request-Id"]
    assert (request.service, job.service) == ("listen-web", "listen-worker")
    assert request.start <= trace["enqueue"].start <= job.start <= deliver.end <= request.end
    for stage in STAGES:
        span = trace[stage]
        assert job.start <= span.start + 1_000_000
        assert span.end <= job.end + 1_000_000
        assert 0 < span.attributes["listen.busy_seconds"] <= (span.end - span.start) / 1e9 + 0.01


def check_second(
    collector: Collector, requested: requests.Response, followed: requests.Response
) -> None:
    """The bytes that another request receives are in the trace of the first, with a link."""
    (enqueue,) = (span for span in collector.named("enqueue") if span.trace != PARENT_TRACE)
    (get,) = collector.named("GET /audio/<key>.<extension>")
    (deliver,) = (span for span in collector.named("deliver") if span.trace != PARENT_TRACE)
    (job,) = (span for span in collector.named("job") if span.trace != PARENT_TRACE)
    assert get.trace != enqueue.trace
    assert deliver.trace == enqueue.trace == job.trace
    assert deliver.links == (get.id,)
    assert deliver.attributes["listen.sent_bytes"] == len(followed.content)
    assert deliver.end <= get.end


def test_without_an_endpoint_opentelemetry_is_not_loaded() -> None:
    code = """
        import sys
        from audio_cache.tracing import NO_TRACER, open_tracer
        assert open_tracer({}, "listen-web") is NO_TRACER
        off = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://x", "OTEL_SDK_DISABLED": "true"}
        assert open_tracer(off, "listen-web") is NO_TRACER
        assert not [name for name in sys.modules if name.startswith("opentelemetry")]
    """
    run(code)


def test_without_the_extra_a_warning_names_it() -> None:
    code = """
        import sys
        sys.modules["opentelemetry"] = None
        from audio_cache.tracing import NO_TRACER, open_tracer
        assert open_tracer({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://x"}, "w") is NO_TRACER
    """
    assert "pip install 'listen-to-article[otel]'" in run(code)


def test_a_collector_that_is_away_delays_nothing_and_is_not_logged(tmp_path: Path) -> None:
    code = f"""
        import logging, os, time
        os.environ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:{free_port()}"
        os.environ["OTEL_EXPORTER_OTLP_TIMEOUT"] = "1"
        logging.basicConfig()
        from audio_cache.tracing import open_tracer, traced
        tracer = open_tracer(os.environ, "listen-web")
        start = time.monotonic()
        for _ in range(1000):
            with traced(tracer, "job"):
                pass
        assert time.monotonic() - start < 30
        tracer.close()
    """
    assert "job" not in run(code)


def run(code: str) -> str:
    """Run Python code, and return what it writes to stderr."""
    result = subprocess.run(
        [sys.executable, "-c", dedent(code)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[1],
    )
    assert result.returncode == 0, result.stderr
    return result.stderr
