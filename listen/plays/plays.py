"""Counts what players report."""

import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from redis import RedisError

from listen.errors import ApiError, Unavailable
from listen.library.library import Library
from listen.plays.article_of_audio import ArticleName, ArticlesByAudio
from listen.plays.duration import duration_of
from listen.plays.limits import LoadLimits
from listen.plays.progress import believable_progress
from listen.plays.report import LOADED, Report
from listen.plays.robots import is_crawler
from listen.plays.tally import Tally
from listen.plays.tokens import PlayTokens
from listen.sites.sites import Sites

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Plays:
    """Gives tokens to players, and counts what they report. Neither depends on who listens."""

    sites: Sites
    tokens: PlayTokens
    articles: ArticlesByAudio
    tally: Tally
    library: Library
    limits: LoadLimits = field(default_factory=LoadLimits)

    def is_counted_anywhere(self) -> bool:
        """Return whether a site has its plays counted."""
        return any(site.plays for site in self.sites.all())

    def token_for_audio(self, key: str) -> str | None:
        """Return a token for the article that has an audio; None if its plays are not counted."""
        return self.token(key, self.articles.find(key))

    def token(self, key: str, articles: Iterable[ArticleName]) -> str | None:
        """Return a token for the first article of a site that has its plays counted."""
        counted = next((each for each in articles if self._is_counted(each.site)), None)
        if counted is None:
            return None
        try:
            return self.tokens.issue(counted.site, counted.id, key)
        except Unavailable:  # the audio plays all the same
            return None

    def count(self, report: Report, address: str, user_agent: str) -> None:
        """Count a report, unless it is forged, repeated or of a crawler, or Redis is away.

        The client learns neither.
        """
        try:
            load = self.tokens.read(report.token)
            if load is None or not self._is_counted(load.site) or is_crawler(user_agent):
                return
            if not self.limits.allows(address, f"{load.site}/{load.article}", load.nonce):
                return
            duration = None if report.event == LOADED else duration_of(self.library, load.key)
            progress = believable_progress(report, time.time() - load.issued, duration)
            self.tally.add_progress(load, progress)
        except (ApiError, RedisError) as error:
            log.warning("a report was not counted: %s", error)

    def _is_counted(self, site: str) -> bool:
        found = self.sites.find(site)
        return found is not None and found.plays
