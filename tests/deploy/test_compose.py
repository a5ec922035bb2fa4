"""The Compose files: commands that exist, settings of the product, containers that cannot write."""

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from listen.cli.main import main
from listen.config import WebConfig
from tests.container.dockerfile import parse
from worker.config import WorkerConfig

ROOT = Path(__file__).parents[2]
SETTINGS = {
    settings.variable(name)
    for settings in (WebConfig, WorkerConfig)
    for name in settings.declared()
}


@pytest.fixture(params=["compose.yaml", "compose.nginx.yaml"])
def services(request: pytest.FixtureRequest) -> dict[str, Any]:
    files = yaml.safe_load((ROOT / request.param).read_text("utf-8"))
    found: dict[str, Any] = files["services"]
    return found


def assert_command(command: list[str]) -> None:
    """Assert that a command of our image exists."""
    assert command[0] in ("listen", "python"), command
    if command[0] == "listen":
        done = CliRunner().invoke(main, [command[1], "--help"])
        assert done.exit_code == 0, command
    else:
        assert command[1:3] == ["-m", "worker"]
        assert shutil.which(sys.executable)


def test_each_command_of_our_image_exists(services: dict[str, Any]) -> None:
    for service in services.values():
        if "build" in service:
            assert_command(service.get("command", ["listen", "serve"]))
            check = service.get("healthcheck", {}).get("test")
            assert check is None or check[0] == "CMD"
            if check:
                assert_command(check[1:])
    image = parse((ROOT / "Dockerfile").read_text("utf-8"))[-1]
    assert_command(image.command)


def test_each_variable_is_a_setting(services: dict[str, Any]) -> None:
    for service in services.values():
        for variable in service.get("environment", {}):
            assert variable in SETTINGS
    image = parse((ROOT / "Dockerfile").read_text("utf-8"))[-1]
    assert {name for name in image.environ if name.startswith("LISTEN_")} <= SETTINGS


def test_our_containers_cannot_write_to_their_root(services: dict[str, Any]) -> None:
    for service in services.values():
        if "build" in service:
            assert service["read_only"] is True
            assert service["tmpfs"] == ["/tmp"]
            assert service["cap_drop"] == ["ALL"]
            assert service["security_opt"] == ["no-new-privileges:true"]


def test_each_image_has_an_exact_version(services: dict[str, Any]) -> None:
    for service in services.values():
        if "image" in service:
            version = service["image"].partition(":")[2].partition("-")[0]
            assert version.count(".") == 2, service["image"]
    for stage in parse((ROOT / "Dockerfile").read_text("utf-8")):
        assert stage.base.split("-")[1].isdigit(), stage.base


def test_services_wait_for_services_that_say_when_they_are_healthy(
    services: dict[str, Any],
) -> None:
    base = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]
    for service in services.values():
        for name in service.get("depends_on", {}):
            others = {**base, **services}
            assert "healthcheck" in others[name] or "build" in base[name]


def test_nginx_has_the_products_configuration() -> None:
    files = yaml.safe_load((ROOT / "compose.nginx.yaml").read_text("utf-8"))
    web, nginx = files["services"]["web"], files["services"]["nginx"]
    configuration = (ROOT / "deploy" / "nginx" / "listen.conf").read_text("utf-8")
    assert f"location {web['environment']['LISTEN_ACCEL_REDIRECT']} {{" in configuration
    assert "data:/srv/listen:ro" in nginx["volumes"]
    assert "alias /srv/listen/audio/;" in configuration
