"""Settings of the engine gtts, in a module of their own: loading them must not load gTTS."""

from dataclasses import dataclass

from audio_cache.settings import setting

BURST = 60
"""Size of the token bucket, in requests: enough for an ordinary article."""


@dataclass(frozen=True)
class GttsSettings:
    """The table [engines.gtts], and LISTEN_WORKER_GTTS_*."""

    tld: str = setting(
        "com",
        "gtts: Google's domain to send requests to, e.g. co.uk; accents differ between domains.",
    )
    requests_per_second: float = setting(
        1.0,
        "gtts: sustained rate limit of all workers together, after a burst of 60 requests.",
        min_value=0.001,
    )
