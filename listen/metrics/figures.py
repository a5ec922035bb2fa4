"""The figures of a web process."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

FINISHED, LIVE, NONE = "finished", "live", "none"
"""Audio that is requested: its file exists, a worker has it, or a job was queued for it."""


def ignore(cache: str) -> None:
    """Count no requested audio, as in processes that have no figures."""


_FIRST_AUDIO_BUCKETS = (0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0, 8.0, 15.0)
_REQUEST_BUCKETS = (0.005, 0.02, 0.05, 0.1, 0.5, 2.0, 10.0)


class Figures:
    """Counts in the files of the server, if `FigureFiles.keep` was called before, else in memory.

    No label has a value that clients choose.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "listen_http_requests",
            "Requests, by the template of their route and the status of the response.",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self.request_seconds = Histogram(
            "listen_http_request_duration_seconds",
            "Time until the body of the response begins.",
            ("route",),
            buckets=_REQUEST_BUCKETS,
            registry=self.registry,
        )
        self.errors = Counter(
            "listen_errors",
            "Problems that were answered, by their code.",
            ("code",),
            registry=self.registry,
        )
        self.first_audio = Histogram(
            "listen_time_to_first_audio_seconds",
            "Time from a request for audio until its first sound is sent (finished, live).",
            ("source",),
            buckets=_FIRST_AUDIO_BUCKETS,
            registry=self.registry,
        )
        self.audio_requests = Counter(
            "listen_audio_requests",
            "Requests for an audio, by who has it: the store (finished), a worker (live), or "
            "nobody (none).",
            ("cache",),
            registry=self.registry,
        )
        self.sent_bytes = Counter(
            "listen_audio_sent_bytes",
            "Bytes of audio that were sent (finished, live).",
            ("source",),
            registry=self.registry,
        )
        self.limits = Counter(
            "listen_limits_hit",
            "Requests that were refused because of a limit.",
            ("limit",),
            registry=self.registry,
        )
        self.live_readers = Gauge(
            "listen_live_readers",
            "Clients that receive live audio now.",
            registry=self.registry,
            multiprocess_mode="livesum",
        )
        for cache in (FINISHED, LIVE, NONE):
            self.audio_requests.labels(cache)
        for source in (FINISHED, LIVE):
            self.first_audio.labels(source)
            self.sent_bytes.labels(source)
        # A look-up of labels takes longer than the rest of counting.
        self._finished = (
            self.sent_bytes.labels(FINISHED),
            self.audio_requests.labels(FINISHED),
            self.first_audio.labels(FINISHED),
        )
        self._requests: dict[tuple[str, str, str], tuple[Counter, Histogram]] = {}

    def count_request(self, method: str, route: str, status: str, seconds: float) -> None:
        """Count a request and its duration."""
        found = self._requests.get((method, route, status))
        if found is None:
            found = self.requests.labels(method, route, status), self.request_seconds.labels(route)
            self._requests[method, route, status] = found
        counter, histogram = found
        counter.inc()
        histogram.observe(seconds)

    def count_file(self, sent: range, seconds: float) -> None:
        """Count bytes of a finished file, which a request began to send after so many seconds.

        A player requests many ranges. Only the one with the first byte counts as a request.
        """
        sent_bytes, requests, first_audio = self._finished
        sent_bytes.inc(len(sent))
        if sent.start == 0:
            requests.inc()
            first_audio.observe(seconds)
