"""python -m tests.chaos: disturb Listen on many hosts for ten minutes, as root."""

import logging
import signal
import sys

import click

from listen.up.redis_server import RedisServer
from tests.chaos.network import can_make_networks
from tests.chaos.run import make_folder, run


@click.command()
@click.option("--seconds", default=600.0, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(seconds: float, seed: int) -> None:
    """Print what happened, as JSON. Exit with 1 if anything was lost or wrong."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s: %(message)s")
    if not can_make_networks():
        raise click.ClickException("This user may not make network namespaces: run it as root.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that everything is ended
    folder = make_folder()
    redis = RedisServer(folder / "redis")
    redis.start()
    redis.wait_until_ready()
    try:
        report = run(folder, redis.url, seconds, seed)
    finally:
        redis.stop()
    click.echo(report.to_json())
    click.echo(f"Logs: {folder}", err=True)
    sys.exit(0 if report.is_good else 1)


main()
