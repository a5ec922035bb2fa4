"""Shows how far a download is: a bar on a terminal, nothing elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

from worker.downloads.download import Report


@contextmanager
def shown_progress() -> Iterator[Callable[[int], Report]]:
    """Yield a function that begins a bar for a number of bytes, and returns its report."""
    console = Console(stderr=True)
    columns = (BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:

        def begin(size: int) -> Report:
            task = progress.add_task("", total=size)
            return lambda received: progress.update(task, completed=received)

        yield begin
