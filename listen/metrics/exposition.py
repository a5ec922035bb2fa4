"""The text that Prometheus reads."""

from collections.abc import Iterable, Iterator
from itertools import chain

from prometheus_client import Metric, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.openmetrics import exposition as openmetrics
from prometheus_client.registry import Collector

OPENMETRICS = "application/openmetrics-text"


class _Families(Collector):
    """Gives what was collected to an encoder."""

    def __init__(self, metrics: Iterable[Metric]) -> None:
        self._metrics = metrics

    def collect(self) -> Iterator[Metric]:
        yield from self._metrics


def expose(accept: str, *sources: Iterable[Metric]) -> tuple[bytes, str]:
    """Return the text of the figures, and its media type.

    It is OpenMetrics 1.0 if the header Accept names that, else Prometheus's own format.
    """
    families = _Families(chain.from_iterable(sources))
    if OPENMETRICS in accept:
        text: bytes = openmetrics.generate_latest(families)  # type: ignore[no-untyped-call]
        return text, openmetrics.CONTENT_TYPE_LATEST
    return generate_latest(families), CONTENT_TYPE_PLAIN_0_0_4
