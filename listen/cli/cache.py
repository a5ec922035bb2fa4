"""listen cache: shows, verifies and shrinks the stored audio. It may run beside a server."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from listen.cli.publishers import data_dir_option, open_publishers

if TYPE_CHECKING:
    from audio_cache.stores import Store
    from listen.config import WebConfig

_GB = 1_000_000_000


@dataclass(frozen=True)
class Cache:
    """The store of the settings, and the audio that articles refer to."""

    config: "WebConfig"
    store: "Store"
    articles: dict[str, str]
    """Keys of what readers hear and of what is being made, with the article."""
    heard: dict[str, str]
    """Keys of what readers hear."""


@contextmanager
def open_cache(data_dir: str | None) -> Iterator[Cache]:
    """Open store and database. Errors become one clear line."""
    from audio_cache.stores import StoreError, open_store  # noqa: PLC0415
    from listen.cache.articles import keys_of_articles  # noqa: PLC0415

    with open_publishers(data_dir) as publishers:
        config, database = publishers.config, publishers.database
        articles, heard = keys_of_articles(database), keys_of_articles(database, is_made=True)
        try:
            yield Cache(config, open_store(config.store), articles, heard)
        except (StoreError, OSError) as error:
            raise click.ClickException(str(error)) from None


@click.group()
def cache() -> None:
    """Show, verify and shrink the stored audio."""


@cache.command()
@data_dir_option
def stats(data_dir: str | None) -> None:
    """Show how much audio is stored."""
    from datetime import UTC, datetime  # noqa: PLC0415

    from listen.cache.stats import count  # noqa: PLC0415

    with open_cache(data_dir) as opened:
        found = count(opened.store, opened.articles)
    formats = ", ".join(f"{number} {name}" for name, number in sorted(found.formats.items()))
    click.echo(f"audio: {found.audios} ({formats or 'none'})")
    click.echo(f"of them for articles: {found.articles}")
    click.echo(f"evicted, restricted or artwork: {found.evicted}")
    click.echo(f"size: {found.size / _GB:.3f} GB")
    click.echo(f"may be evicted: {found.evictable / _GB:.3f} GB")
    if found.oldest_use is not None:
        last = datetime.fromtimestamp(found.oldest_use, UTC)
        click.echo(f"longest without a play: since {last:%Y-%m-%d}")


@cache.command()
@click.option("--delete", is_flag=True, help="Delete damaged audio, so that it is made again.")
@data_dir_option
def verify(delete: bool, data_dir: str | None) -> None:
    """Read all stored audio and compare its checksums.

    Prints what is damaged, and what articles refer to and is missing. Exits with 1 if there is any.
    """
    from listen.cache.verify import SPEC, missing_of_articles  # noqa: PLC0415
    from listen.cache.verify import verify as run  # noqa: PLC0415

    problems, total, whole = 0, 0, set()
    with open_cache(data_dir) as opened:
        for audio, findings in run(opened.store, opened.articles):
            total += len(audio.formats)
            problems += len(findings)
            if audio.formats:
                whole.add(audio.key)
            for each in findings:
                click.echo(f"{each.state} {each.key} {each.part} {each.article}".rstrip())
            # Without its spec, the audio could not be made again.
            if delete and findings and not any(each.part == SPEC for each in findings):
                opened.store.evict(audio.key)
        for each in missing_of_articles(opened.heard, whole):
            problems += 1
            click.echo(f"{each.state} {each.key} {each.part} {each.article}")
    click.echo(f"verified {total} audio files: {problems} problems")
    if problems:
        raise SystemExit(1)


@cache.command()
@click.option(
    "--max-gb",
    type=click.FloatRange(min=0),
    help="Size that is left at most, in gigabytes; defaults to the setting cache_max_gb.",
)
@click.option(
    "--days", type=click.FloatRange(min=0), help="Delete what was not played for so many days."
)
@click.option("--articles", is_flag=True, help="Delete the audio of sites' articles, too.")
@click.option("--dry-run", is_flag=True, help="Show what would be deleted.")
@data_dir_option
def prune(
    max_gb: float | None, days: float | None, articles: bool, dry_run: bool, data_dir: str | None
) -> None:
    """Delete audio that was played least recently, and what no audio needs.

    What was made or played within the last hour stays. Deleted audio is made again when it is
    requested.
    """
    from listen.cache.evict import evict, evict_old, sweep  # noqa: PLC0415

    done = []
    with open_cache(data_dir) as opened:
        store, kept = opened.store, {} if articles else opened.articles
        limit = opened.config.cache_max_gb if max_gb is None and days is None else max_gb
        if days is not None:
            done.append(evict_old(store, days * 24 * 3600, kept, dry_run))
        if limit or max_gb is not None:
            done.append(evict(store, int((limit or 0) * _GB), kept, dry_run))
        swept = 0 if dry_run else sweep(store)
    keys = {key for each in done for key in each.keys}
    freed = sum(each.freed for each in done)
    verb = "would delete" if dry_run else "deleted"
    click.echo(f"{verb} {len(keys)} audios, {freed / _GB:.3f} GB; {swept} other files")


@cache.command()
@data_dir_option
def reindex(data_dir: str | None) -> None:
    """Bring the stored audio to the form of this version.

    Reads every manifest, and makes documents that are missing or damaged again: marks, captions,
    chapters. Sound is not read.
    """
    from listen.cache.reindex import reindex as run  # noqa: PLC0415

    total = restored = lost = 0
    with open_cache(data_dir) as opened:
        for each in run(opened.store):
            total += 1
            restored += each.restored
            lost += each.lost
    click.echo(f"{total} audio files: {restored} with new documents, {lost} to be made again")
