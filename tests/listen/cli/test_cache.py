"""listen cache, on the folder of a server."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from audio_cache.documents import MARKS, TIMINGS
from audio_cache.rendition import Rendition
from audio_cache.spec import Block, SpeechSpec
from audio_cache.stores import FileStore
from listen.cli.main import main
from listen.database.database import Database
from listen.database.tables import ArticleRow
from tests import entries
from tests.object_store.servers import store_url

SPEC = SpeechSpec((Block("paragraph", "Some text."),), "en", "tone:beep@1", 100)


@pytest.fixture
def store(data_dir: Path) -> FileStore:
    return FileStore(data_dir / "audio")


@pytest.fixture
def keys(store: FileStore, data_dir: Path) -> list[str]:
    """Audio of an article and of none, last played in 2001; another article has lost its audio."""
    keys = [entries.publish(store, replace(SPEC, speed=100 + n), b"s" * 1000).key for n in (0, 1)]
    for path in store.folder.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    database = Database(data_dir / "listen.db")
    rows = [
        ArticleRow(site="news", source_id="a", state="ready", audio_key=keys[0]),
        ArticleRow(site="news", source_id="b", state="ready", audio_key="ab" * 32),
    ]
    database.write(lambda session: session.add_all(rows))
    database.close()
    return keys


def run(data_dir: Path, *arguments: str, **environ: str) -> Result:
    command = ["cache", *arguments, "--data-dir", str(data_dir)]
    return CliRunner().invoke(main, command, env=environ)


def part(store: FileStore, name: str) -> Path:
    return next(store.folder.rglob(name))


def test_stats_count_what_there_is(data_dir: Path, keys: list[str]) -> None:
    output = run(data_dir, "stats").output
    assert "audio: 2 (2 mp3)\n" in output
    assert "of them for articles: 1\n" in output
    assert "longest without a play: since 2001-09-09\n" in output


def test_an_empty_store_has_stats(data_dir: Path) -> None:
    assert "audio: 0 (none)\n" in run(data_dir, "stats").output


def test_verify_names_what_is_damaged_and_what_is_missing(
    data_dir: Path, store: FileStore, keys: list[str]
) -> None:
    found = run(data_dir, "verify")
    assert found.output.splitlines() == [
        f"missing {'ab' * 32} mp3 news/b",
        "verified 2 audio files: 1 problems",
    ]
    assert found.exit_code == 1
    part(store, f"{keys[0]}.mp3").write_bytes(b"x" * 1000)
    part(store, f"{keys[1]}.marks.json.gz").unlink()
    lines = run(data_dir, "verify").output.splitlines()
    assert f"damaged {keys[0]} mp3 news/a" in lines
    assert f"damaged {keys[1]} mp3 marks.json" in lines
    assert store.find(Rendition(keys[1]))
    run(data_dir, "verify", "--delete")
    assert [path.name for path in store.folder.rglob("*.mp3")] == []
    assert store.manifest(Rendition(keys[0]))
    assert store.spec(keys[0])


def test_verify_never_deletes_what_could_not_be_made_again(
    data_dir: Path, store: FileStore, keys: list[str]
) -> None:
    part(store, f"{keys[1]}.spec.json.gz").write_bytes(b"")
    assert f"damaged {keys[1]} spec" in run(data_dir, "verify", "--delete").output
    assert store.find(Rendition(keys[1]))


def test_prune_keeps_the_audio_of_articles_unless_told(
    data_dir: Path, store: FileStore, keys: list[str]
) -> None:
    assert "would delete 1 audios" in run(data_dir, "prune", "--max-gb", "0", "--dry-run").output
    assert store.find(Rendition(keys[1]))
    assert "deleted 1 audios" in run(data_dir, "prune", "--days", "30").output
    assert store.find(Rendition(keys[1])) is None
    assert store.find(Rendition(keys[0]))
    run(data_dir, "prune", "--max-gb", "0", "--articles")
    assert store.find(Rendition(keys[0])) is None


def test_prune_without_a_limit_only_sweeps(
    data_dir: Path, store: FileStore, keys: list[str]
) -> None:
    left = store.folder / "ab" / "cd" / "x.part"
    left.parent.mkdir(parents=True)
    left.touch()
    os.utime(left, (0, 0))
    assert run(data_dir, "prune").output == "deleted 0 audios, 0.000 GB; 1 other files\n"
    assert not left.exists()
    limited = run(data_dir, "prune", LISTEN_CACHE_MAX_GB="0.000000001")
    assert "deleted 1 audios" in limited.output


def test_reindex_makes_documents_again(data_dir: Path, store: FileStore, keys: list[str]) -> None:
    part(store, f"{keys[0]}.marks.json.gz").unlink()
    part(store, f"{keys[1]}.timings.json.gz").unlink()
    found = run(data_dir, "reindex")
    assert found.output == "2 audio files: 1 with new documents, 1 to be made again\n"
    assert store.document(Rendition(keys[0]), MARKS)
    assert store.document(Rendition(keys[0]), TIMINGS)
    assert run(data_dir, "reindex").output == (
        "2 audio files: 0 with new documents, 1 to be made again\n"
    )


def test_an_object_store_that_is_away_is_one_clear_line(data_dir: Path, moto: str) -> None:
    url = store_url(moto).replace("//listen/", "//nowhere/")
    found = run(data_dir, "stats", LISTEN_STORE_URL=url)
    assert found.exit_code == 1
    assert "NoSuchBucket: the bucket does not exist" in found.output
    assert "Traceback" not in found.output
    assert "audio: 0 (none)" in run(data_dir, "stats", LISTEN_STORE_URL=store_url(moto)).output
