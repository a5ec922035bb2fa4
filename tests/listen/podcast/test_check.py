"""The rules of directories, as `listen sites check` and the publish process tell them."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from listen.cli.main import main
from listen.errors import FetchFailed
from listen.fetch.allowed import Allowed
from listen.fetch.request import Request, Resource
from listen.podcast.check import log_podcast_problems, podcast_problems
from listen.sites.sites import Sites
from tests.listen.podcast.conftest import jpeg, png, site

HTTPS = "https://listen.example"
URL = "https://cdn.example/artwork.png"


class Pictures:
    """A client to which only some pictures are there."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        self._pictures = pictures

    def send(self, request: Request, allowed: Allowed) -> Resource:
        assert list(allowed.hosts) == ["cdn.example"]
        if request.url.endswith("/down.png"):
            raise FetchFailed("cdn.example is unreachable.")
        found = self._pictures.get(request.url)
        return Resource(request.url, 404 if found is None else 200, {}, found or b"")


def problems(tmp_path: Path, public_url: str = HTTPS, **podcast: Any) -> list[str]:
    return podcast_problems(site(**podcast), tmp_path, public_url, Pictures({URL: png()}))


def test_a_picture_at_a_url_or_in_a_file_is_right(tmp_path: Path) -> None:
    assert problems(tmp_path, image=URL) == []
    (tmp_path / "artwork.jpg").write_bytes(jpeg())
    assert problems(tmp_path, image="artwork.jpg") == []


@pytest.mark.parametrize(
    ("podcast", "problem"),
    [
        ({}, "'sites.news.podcast.image' is not set. Directories demand artwork."),
        (
            {"image": "https://cdn.example/down.png"},
            "cannot be fetched: cdn.example is unreachable.",
        ),
        ({"image": "https://cdn.example/other.png"}, "cannot be fetched: its server answers 404."),
        ({"image": "missing.png"}, "The artwork missing.png cannot be read from"),
        ({"image": "small.png"}, "The artwork small.png must have from 1400 to 3000 pixels"),
    ],
)
def test_what_a_directory_would_refuse_is_named(
    tmp_path: Path, podcast: dict[str, Any], problem: str
) -> None:
    (tmp_path / "small.png").write_bytes(png(100, 100))
    [found] = problems(tmp_path, **podcast)
    assert problem in found
    assert found.endswith(".")


@pytest.mark.parametrize("public_url", ["", "http://listen.example"])
def test_a_podcast_needs_https(tmp_path: Path, public_url: str) -> None:
    [found] = problems(tmp_path, public_url, image=URL)
    assert found == f"'public_url' must begin with https:// for a podcast, got {public_url!r}."


def test_each_problem_is_a_line_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        log_podcast_problems(Sites([site()]), tmp_path, HTTPS, Pictures({}))
    assert [each.message for each in caplog.records] == [
        "site news: 'sites.news.podcast.image' is not set. Directories demand artwork."
    ]


SETTINGS = """
public_url = "https://listen.example"
[sites.blog]
hosts = ["blog.example"]
[sites.news]
hosts = ["news.example"]
[sites.news.podcast]
image = "artwork.png"
"""


class TestCommand:
    @pytest.fixture(autouse=True)
    def _settings(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "listen.toml").write_text(SETTINGS)
        monkeypatch.chdir(tmp_path)

    def check(self, tmp_path: Path, *arguments: str) -> Result:
        runner = CliRunner(mix_stderr=False)
        options = ["--data-dir", str(tmp_path / "data")]
        return runner.invoke(main, ["sites", "check", *arguments, *options])

    def test_a_site_that_is_right_says_so(self, tmp_path: Path) -> None:
        (tmp_path / "data").mkdir()
        (tmp_path / "data" / "artwork.png").write_bytes(png())
        done = self.check(tmp_path)
        assert (done.exit_code, done.stdout) == (0, "blog: has no podcast\nnews: right\n")

    def test_a_site_that_is_not_fails(self, tmp_path: Path) -> None:
        done = self.check(tmp_path)
        assert done.exit_code == 1
        assert "news: The artwork artwork.png cannot be read" in done.stdout
        assert self.check(tmp_path, "blog").exit_code == 0

    def test_an_unknown_site_is_one_line(self, tmp_path: Path) -> None:
        done = self.check(tmp_path, "other")
        assert done.exit_code == 1
        assert done.stderr == "Error: The server has no site 'other'.\n"
