"""What the web can be told."""

from dataclasses import dataclass

from audio_cache.settings import Settings, setting


@dataclass(frozen=True)
class WebConfig(Settings):
    host: str = setting("127.0.0.1", "Address to listen on; anything but loopback needs `open`.")
    port: int = setting(8000, "Port to listen on.")
    open: bool = setting(
        False, "Allow an address that others can reach: there are no keys yet, so anyone may post."
    )
    workers: int = setting(0, "Worker processes that `listen up` starts; 0: one a core, 4 at most.")
    max_chars: int = setting(200_000, "Longest article, in characters.")
    default_voice: str = setting("hibari:heart", "The voice of a request that names none.")
    allowed_origins: tuple[str, ...] = setting(
        (), "Origins of other sites' pages that may post, e.g. https://example.org."
    )
