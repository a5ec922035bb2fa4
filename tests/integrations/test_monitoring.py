"""The files of integrations/monitoring with a real Prometheus that scrapes a real server."""

import json
import math
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
import requests
from redis import Redis

from audio_cache.counters import DELIVERIES, JOB_FAILURES, Counters
from listen.database.database import Database
from listen.database.tables import PlaysRow
from listen.database.url import FILE
from listen.keys.key_store import KeyStore
from tests.conftest import free_port, running_server, wait_until, workers
from tests.metric_names import registered
from tests.prometheus import FOLDER, Prometheus, needs_prometheus, prometheus
from worker.breaker import Breaker

pytestmark = [pytest.mark.e2e, needs_prometheus]

KNOWN_EMPTY = {"Limits hit"}
"""Panels without data: nothing here exceeds a limit."""

NAMES = re.compile(r"\blisten_[a-z_]+\b")


class Expression(NamedTuple):
    panel: str
    text: str


def panels() -> list[Expression]:
    """Return the expressions of the dashboard, with the variables replaced."""
    dashboard = json.loads((FOLDER / "grafana-dashboard.json").read_text())
    return [
        Expression(panel["title"], _fill_in(target["expr"]))
        for panel in dashboard["panels"]
        for target in panel.get("targets", ())
    ]


def _fill_in(expression: str) -> str:
    text = expression.replace("$__rate_interval", "1m").replace("$job", "listen")
    assert "$" not in text, expression
    return text


def keda_queries() -> list[str]:
    return re.findall(r"^ +query: (.+)$", (FOLDER / "keda-scaledobject.yaml").read_text(), re.M)


def alert_expressions() -> list[str]:
    text = (FOLDER / "alerts.yml").read_text()
    return re.findall(r"expr: (?:>-\n)?(.+?)\n +(?:for|labels):", text, re.DOTALL)


@pytest.fixture(scope="module")
def scraped(redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prometheus]:
    """Prometheus after two rounds of requests."""
    folder, data_dir = tmp_path_factory.mktemp("prometheus"), tmp_path_factory.mktemp("data")
    database = Database(data_dir / FILE)
    scraper, _ = KeyStore(database).create("prometheus", None, ["metrics"])
    client, _ = KeyStore(database).create("client", None, ["synthesize"])
    database.write(
        lambda session: session.add(
            PlaysRow(site="news", day=date(2026, 1, 2), article="a", plays=3)
        )
    )
    database.close()
    with Redis.from_url(redis_url) as redis, workers(redis_url, data_dir) as spawn:
        redis.flushall()
        spawn()
        port = free_port()
        with (
            running_server(redis_url, data_dir, port) as url,
            prometheus(folder, f"127.0.0.1:{port}", scraper) as found,
        ):
            for _ in range(2):
                make_articles(url, client, redis)
                wait_for_scrapes(found, 2)
            yield found


def wait_for_scrapes(found: Prometheus, count: int) -> None:
    wanted = found.scrapes() + count
    wait_until(lambda: found.scrapes() >= wanted)


def make_articles(url: str, key: str, redis: Redis) -> None:
    """Use what the panels show: live and finished audio, errors, an open breaker."""
    headers = {"x-api-key": key, "Accept": "audio/mpeg"}
    for text in (f"The bridge {uuid4().hex} opens. It is new.", "The tower stays. It is old."):
        for _ in range(2):
            answer = requests.post(
                f"{url}/v1/audio", json={"text": text}, headers=headers, timeout=60
            )
            assert answer.ok, answer.text
    assert requests.get(f"{url}/audio/{'ab' * 32}.mp3", timeout=60).status_code == 404
    breaker = Breaker(redis, "gtts")
    if not breaker.remaining():
        breaker.rate_limited(breaker.enter(), 600)
    counters = Counters(redis)
    counters.add(DELIVERIES, label="delivered")
    counters.add(JOB_FAILURES, label="engine_failed")
    counters.flush()


@pytest.mark.parametrize("expression", panels(), ids=lambda each: each.panel)
def test_each_panel_of_the_dashboard_shows_data(
    scraped: Prometheus, expression: Expression
) -> None:
    found = scraped.query(expression.text)
    values = [float(series["value"][1]) for series in found]
    if expression.panel in KNOWN_EMPTY:
        assert values == []
    else:
        assert any(not math.isnan(value) for value in values), expression.text


def test_the_queries_of_keda_are_numbers(scraped: Prometheus) -> None:
    assert len(keda_queries()) == 2
    for query in keda_queries():
        assert len(scraped.query(query)) == 1, query


def test_the_alerts_can_be_evaluated(scraped: Prometheus) -> None:
    found: list[dict[str, Any]] = []

    def are_evaluated() -> bool:
        found[:] = scraped.get("/api/v1/rules")["groups"][0]["rules"]
        return all(rule["health"] != "unknown" for rule in found)

    wait_until(are_evaluated)
    assert {rule["name"]: rule["health"] for rule in found} == {
        rule["name"]: "ok" for rule in found
    }
    firing = {rule["name"] for rule in found if rule["state"] == "firing"}
    assert firing <= {"ListenBreakerOpen"}


def test_alerts_and_panels_name_only_figures_that_the_server_has(redis: Redis) -> None:
    names = {family.name for family in registered(redis)}
    names |= {f"{name}_bucket" for name in names}
    expressions = [*(each.text for each in panels()), *keda_queries(), *alert_expressions()]
    assert len(expressions) > 30
    for expression in expressions:
        for name in NAMES.findall(expression):
            assert name in names, expression


def test_prometheus_may_scrape_with_its_key(scraped: Prometheus) -> None:
    targets = scraped.get("/api/v1/targets")["activeTargets"]
    assert [each["health"] for each in targets] == ["up"]


def test_alerts_fire_when_they_should(tmp_path: Path) -> None:
    shutil.copy(FOLDER / "alerts.yml", tmp_path)
    shutil.copy(Path(__file__).with_name("alerts_test.yml"), tmp_path)
    result = subprocess.run(
        ["promtool", "test", "rules", "alerts_test.yml"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    "arguments",
    [("check", "rules", "alerts.yml"), ("check", "config", "--syntax-only", "prometheus.yml")],
)
def test_the_files_are_what_promtool_accepts(arguments: tuple[str, ...]) -> None:
    command = ["promtool", *arguments]
    result = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
