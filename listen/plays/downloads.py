"""Counts downloads of podcast episodes.

The rules are those of the IAB Podcast Technical Measurement Guidelines 2.2: a listener is an
address with a user agent; a download counts once in 24 hours, when a minute of audio was sent, in
one request or in several. The tags before the audio do not count. HEAD requests, robots and
requests that load ahead of a click are left out (`listen/web/downloads.py` reads the request).
"""

import logging
from dataclasses import dataclass

from redis import RedisError

from listen.plays.download_memory import DownloadMemory
from listen.plays.robots import is_robot
from listen.plays.tally import Tally

log = logging.getLogger(__name__)

_NEEDED_SECONDS = 60.0


@dataclass(frozen=True)
class Episode:
    """The file of an episode."""

    site: str
    article: str
    """The site's own id of the article. A file that is made again is the same episode."""
    size: int
    """Bytes of the file."""
    audio_start: int
    """Byte at which the audio begins: the length of the ID3 tag."""
    duration: float
    """Seconds."""

    @property
    def needed_bytes(self) -> int:
        """Bytes of a minute of audio, or of all of it if it is shorter."""
        audio = self.size - self.audio_start
        if self.duration <= _NEEDED_SECONDS:
            return audio
        return round(audio * _NEEDED_SECONDS / self.duration)


@dataclass(frozen=True)
class Downloads:
    """Counts downloads, and stores nothing of the listeners."""

    memory: DownloadMemory
    tally: Tally

    def record_download(self, episode: Episode, address: str, user_agent: str, sent: range) -> bool:
        """Record the bytes of the file that were sent to a client. Return whether it counted.

        Whether the site wants its downloads counted is up to the caller.
        """
        audio = range(max(sent.start, episode.audio_start), min(sent.stop, episode.size))
        if not audio or is_robot(user_agent):
            return False
        listener = (address, user_agent, episode.site, episode.article)
        if not self.memory.add(listener, audio, episode.needed_bytes):
            return False
        try:
            self.tally.add_download(episode.site, episode.article)
        except RedisError as error:  # the listener hears it all the same
            log.warning("a download was not counted: %s", error)
            return False
        return True
