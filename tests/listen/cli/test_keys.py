"""listen keys: a key is shown once, on standard output alone."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from listen.cli.main import main
from listen.database.database import Database
from listen.keys.key_store import KeyStore


def listen(tmp_path: Path, *arguments: str) -> Result:
    runner = CliRunner(mix_stderr=False)
    return runner.invoke(main, [*arguments, "--data-dir", str(tmp_path / "data")])


def stored(tmp_path: Path) -> KeyStore:
    return KeyStore(Database(tmp_path / "data" / "listen.db"))


def test_a_new_key_is_the_only_output(tmp_path: Path) -> None:
    made = listen(tmp_path, "keys", "new", "blog")
    assert re.fullmatch(r"listen_[0-9a-f]{12}_[\w-]{43}\n", made.stdout)
    assert made.stderr == ""
    [key] = stored(tmp_path).all()
    assert key.matches(made.stdout.strip())
    assert (key.name, key.site, key.scopes) == ("blog", "default", ("synthesize", "publish"))


def test_the_list_shows_no_key(tmp_path: Path) -> None:
    text = listen(tmp_path, "keys", "new", "blog", "--scope", "publish").stdout.strip()
    shown = listen(tmp_path, "keys", "list").stdout
    assert stored(tmp_path).all()[0].id in shown
    assert text[:19].removeprefix("listen_") in shown
    assert text[20:] not in shown
    assert "never" in shown


def test_a_key_is_revoked_by_name_or_id(tmp_path: Path) -> None:
    for name in ("a", "b"):
        listen(tmp_path, "keys", "new", name)
    first, second = stored(tmp_path).all()
    assert listen(tmp_path, "keys", "revoke", "a").exit_code == 0
    assert listen(tmp_path, "keys", "revoke", second.id).stdout.startswith("1 revoked")
    again = listen(tmp_path, "keys", "revoke", first.id)
    assert again.exit_code == 1
    assert "no active key" in again.stderr
    assert stored(tmp_path).active() == []


SITES = '[sites.a]\nhosts = ["a.example"]\n[sites.b]\nhosts = ["b.example"]\n'


@pytest.mark.parametrize(
    ("options", "site", "error"),
    [
        ([], None, "--site: a, b"),
        (["--site", "b"], "b", ""),
        (["--site", "c"], None, "no site 'c'"),
        (["--scope", "admin"], None, ""),
        (["--scope", "root"], None, "is not one of"),
    ],
)
def test_a_key_is_for_a_site(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    site: str | None,
    error: str,
) -> None:
    (tmp_path / "listen.toml").write_text(SITES)
    monkeypatch.chdir(tmp_path)
    made = listen(tmp_path, "keys", "new", "blog", *options)
    assert error in made.stderr
    assert [key.site for key in stored(tmp_path).all()] == ([] if error else [site])


def test_without_a_key_the_list_says_how_to_make_one(tmp_path: Path) -> None:
    assert "listen keys new" in listen(tmp_path, "keys", "list").stdout


def test_a_database_that_is_away_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LISTEN_DATABASE_URL", "postgresql://me:secret@127.0.0.1:1/listen")
    made = listen(tmp_path, "keys", "new", "blog")
    assert made.exit_code == 1
    assert "unavailable" in made.stderr
    assert "secret" not in made.output
