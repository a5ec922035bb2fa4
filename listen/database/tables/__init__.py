"""The tables. A change needs a migration in `migrations/versions/`, which a test compares.

They are imported from here, so that all of them are known wherever one is.
"""

from listen.database.tables.articles import ArticleRow, ArticleUrlRow
from listen.database.tables.base import Base
from listen.database.tables.deliveries import AudioCallbackRow, DeliveryRow
from listen.database.tables.plays import PlayBatchRow, PlaysRow
from listen.database.tables.pronunciations import (
    LexiconEditRow,
    LexiconRemakeArticleRow,
    LexiconRemakeRow,
    PronunciationReportRow,
)
from listen.database.tables.sites import ApiKeyRow, SecretRow, SiteRow

__all__ = [
    "ApiKeyRow",
    "ArticleRow",
    "ArticleUrlRow",
    "AudioCallbackRow",
    "Base",
    "DeliveryRow",
    "LexiconEditRow",
    "LexiconRemakeArticleRow",
    "LexiconRemakeRow",
    "PlayBatchRow",
    "PlaysRow",
    "PronunciationReportRow",
    "SecretRow",
    "SiteRow",
]
