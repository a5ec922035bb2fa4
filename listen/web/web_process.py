"""What belongs to the web process rather than to the application in it."""

from dataclasses import dataclass, field

from audio_cache.tracing import NO_TRACER, Tracer
from listen.library.drain import Drain
from listen.metrics.files import FigureFiles


@dataclass(frozen=True)
class WebProcess:
    """Built by `listen serve`. The defaults are for tests: figures in memory, no traces."""

    figure_files: FigureFiles | None = None
    tracer: Tracer = NO_TRACER
    drain: Drain = field(default_factory=Drain)
