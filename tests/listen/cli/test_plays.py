"""listen plays prints CSV."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from listen.cli.main import main
from listen.database.database import Database
from listen.database.tables import PlaysRow

SITES = 'news = {hosts = ["a.example"]}\nblog = {hosts = ["b.example"]}'


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    database = Database(tmp_path / "listen.db")
    today = datetime.now(UTC).date()
    row = PlaysRow(site="default", day=today, article="a", plays=3)
    database.write(lambda session: session.add(row))
    database.close()
    return tmp_path


def listen(data_dir: Path, *arguments: str, **environ: str) -> Result:
    runner = CliRunner(mix_stderr=False, env=environ)
    return runner.invoke(main, ["plays", "--data-dir", str(data_dir), *arguments])


def test_days_and_articles(data_dir: Path) -> None:
    days = listen(data_dir, "--days", "7").stdout.splitlines()
    assert len(days) == 8
    assert listen(data_dir, "--by", "article").stdout.splitlines()[1] == "a,,,0,3,0,0,0,0,0,0"
    (_, today) = listen(data_dir, "--article", "b", "--days", "1").stdout.splitlines()
    assert today.endswith(",0,0,0,0,0,0,0,0")


def test_one_of_several_sites_must_be_named(data_dir: Path) -> None:
    found = listen(data_dir, LISTEN_SITES=SITES)
    assert found.exit_code == 2
    assert "--site must name one of the sites: blog, news." in found.stderr
    assert listen(data_dir, "--site", "blog", LISTEN_SITES=SITES).exit_code == 0
    assert "no site 'x'" in listen(data_dir, "--site", "x", LISTEN_SITES=SITES).stderr
