"""Sites that the API and the command line make."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from listen.cli.main import main
from listen.keys.key_store import KeyStore
from listen.web.services import EXTENSION


@pytest.fixture
def headers(app: Flask) -> dict[str, str]:
    keys = KeyStore(app.extensions[EXTENSION].publishing.database)
    return {"x-api-key": keys.create("admin", None, ["admin"])[0]}


def put(client: FlaskClient, headers: dict[str, str], name: str, **settings: Any) -> Any:
    return client.put(f"/v1/sites/{name}", json=settings, headers=headers)


def test_a_site_is_made_changed_and_deleted(client: FlaskClient, headers: dict[str, str]) -> None:
    listed = client.get("/v1/sites", headers=headers).get_json()["sites"]
    assert [site["name"] for site in listed] == ["default"]
    made = put(client, headers, "news", hosts=["News.example"], secrets=["whsec_abc"])
    assert made.status_code == 200
    assert made.get_json() == {
        "name": "news",
        "hosts": ["news.example"],
        "is_configured": False,
        "settings": {"hosts": ["News.example"]},
        "secrets": 1,
    }
    changed = put(client, headers, "news", hosts=["news.example"], hold=True)
    assert changed.get_json()["secrets"] == 1
    assert "whsec_abc" not in client.get("/v1/sites", headers=headers).get_data(as_text=True)
    assert client.delete("/v1/sites/news", headers=headers).status_code == 204
    assert client.get("/v1/sites/news", headers=headers).status_code == 404
    assert client.delete("/v1/sites/news", headers=headers).status_code == 404


@pytest.mark.parametrize(
    ("name", "settings", "message"),
    [
        ("News", {"hosts": ["a.example"]}, "lower-case"),
        ("a" * 65, {"hosts": ["a.example"]}, "64"),
        ("a", {}, "sites.a.hosts"),
        ("a", {"hosts": ["any"]}, "any"),
        ("a", {"hosts": ["a.example"], "hots": 1}, "sites.a.hots"),
        ("a", {"hosts": ["a.example"], "hold": 1}, "true or false"),
        ("a", {"hosts": ["a.example"], "callbacks": ["ftp://x"]}, "http or https"),
        ("a", {"hosts": ["a.example"], "callbacks": 3}, "list of strings"),
        ("a", {"hosts": ["a.example"], "characters_per_day": -1}, "whole number"),
        ("a", {"hosts": ["a.example"], "voice": ""}, "string"),
        ("a", {"hosts": ["a.example"], "private_hosts": ["127.0.0.1:80"]}, "listen.toml only"),
        ("b", {"hosts": ["taken.example"]}, "one site only"),
    ],
)
def test_wrong_settings_are_named(
    client: FlaskClient, headers: dict[str, str], name: str, settings: dict[str, Any], message: str
) -> None:
    put(client, headers, "first", hosts=["taken.example"])
    answer = put(client, headers, name, **settings)
    assert answer.status_code == 422
    assert message in answer.get_json()["detail"]


@pytest.mark.parametrize("scope", ["synthesize", "publish"])
def test_only_an_admin_may(app: Flask, client: FlaskClient, scope: str) -> None:
    text, _ = KeyStore(app.extensions[EXTENSION].publishing.database).create("x", None, [scope])
    for headers, status in (({}, 401), ({"x-api-key": text}, 403)):
        assert client.get("/v1/sites", headers=headers).status_code == status
        assert put(client, headers, "a", hosts=["a.example"]).status_code == status
        assert client.delete("/v1/sites/a", headers=headers).status_code == status


def test_the_command_line_makes_sites_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "listen.toml").write_text('[sites.fixed]\nhosts = ["fixed.example"]\n')
    (tmp_path / "news.toml").write_text('hosts = ["news.example"]\nhold = true\n')

    def listen(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, ["sites", *arguments, "--data-dir", "data"])
        return done.exit_code, done.output

    assert listen("save", "news", "news.toml") == (0, "The site 'news' is saved: news.example\n")
    status, output = listen("list")
    assert status == 0
    assert "fixed.example" in output
    assert "news.example" in output
    status, output = listen("save", "fixed", "news.toml")
    assert (status, "listen.toml" in output) == (1, True)
    assert listen("delete", "news")[0] == 0
    assert listen("delete", "news")[0] == 1
    (tmp_path / "news.toml").write_text("hosts = [")
    assert listen("save", "news", "news.toml")[0] == 1


def test_the_headers_of_purges_are_never_shown(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    settings = {"hosts": ["a.example"], "purge_url": "https://cdn.example/"}
    made = put(client, headers, "a", **settings, purge_headers={"Key": "t0ken"})
    assert made.get_json()["settings"] == settings
    assert "t0ken" not in client.get("/v1/sites", headers=headers).get_data(as_text=True)
