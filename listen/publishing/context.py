"""What the functions for articles work with."""

from dataclasses import dataclass

from listen.database.database import Database
from listen.extraction.extractor import Extractor
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
    catalog: Catalog
    max_chars: int
