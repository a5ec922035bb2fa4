"""The objects that the functions for articles work with."""

from dataclasses import dataclass

from audio_cache.counters import Count, count_nothing
from listen.database.database import Database
from listen.extraction.extractor import Extractor
from listen.fetch.client import Client
from listen.fetch.pool import PageFetcher
from listen.library.library import Library
from listen.sites.sites import Sites
from listen.voices.catalog import Catalog


@dataclass(frozen=True)
class PublishingContext:
    """The database, and everything that makes audio of an article."""

    database: Database
    sites: Sites
    library: Library
    extractor: Extractor
    fetcher: PageFetcher
    client: Client
    """Sends other requests, on behalf of a site."""
    catalog: Catalog
    max_chars: int
    public_url: str = ""
    """URL at which readers reach the server; an empty string if it is not configured."""
    count: Count = count_nothing
    """Counts for the whole system."""
