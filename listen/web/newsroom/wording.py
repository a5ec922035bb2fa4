"""The words in which pages tell states, times and numbers to editors."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from babel import Locale, UnknownLocaleError

from listen.database.tables import ArticleRow
from listen.publishing.states import (
    FAILED,
    HELD,
    MEMBERS,
    PAID,
    PASSWORD,
    PENDING,
    PRIVATE,
    PUBLIC,
    READY,
    WITHDRAWN,
)


@dataclass(frozen=True)
class StateWords:
    """The words for a state of an article."""

    label: str
    meaning: str
    with_earlier: str = ""
    """The meaning while readers hear an earlier version."""


STATE_WORDS: Mapping[str, StateWords] = {
    HELD: StateWords(
        "Waiting for you",
        "The audio is finished, and readers do not hear it yet. Listen to it, then publish it.",
        "A new version is finished and waits for you. Until you publish it, readers hear the "
        "earlier one.",
    ),
    FAILED: StateWords(
        "Failed",
        "The audio could not be made. Readers hear nothing.",
        "The new version could not be made. Readers hear the earlier one.",
    ),
    PENDING: StateWords(
        "Being made",
        "The audio is being made.",
        "A new version is being made. Until it is finished, readers hear the earlier one.",
    ),
    READY: StateWords("Published", "Readers hear this article."),
    WITHDRAWN: StateWords(
        "Withdrawn",
        "The article has no audio. If it is published or saved again in your publishing system, "
        "its audio is made again.",
    ),
}
"""States in the order in which editors care for them."""

ACCESS_WORDS: Mapping[str, str] = {
    PUBLIC: "Everybody",
    MEMBERS: "Members",
    PAID: "Paying readers",
    PASSWORD: "Readers with the password",
    PRIVATE: "Nobody outside",
}


def meaning_of(row: ArticleRow) -> str:
    """Return what the state of an article means for its readers."""
    words = STATE_WORDS[row.state]
    if row.state == PENDING and row.hold and not row.audio_key:
        return "The audio is being made. It will wait for you: readers do not hear it before."
    return (row.audio_key and words.with_earlier) or words.meaning


def title_of(row: ArticleRow) -> str:
    """Return the title of an article, else its URL, else its id."""
    return " ".join(row.title.split()) or row.url or row.source_id


def say_time(time: datetime | None) -> str:
    """Return a time as people write it: 5 Nov 2026, 14:03 UTC."""
    return time.astimezone(UTC).strftime("%-d %b %Y, %H:%M UTC") if time else ""


def say_duration(seconds: float | None) -> str:
    """Return a duration as people say it: 3 min 34 s."""
    if seconds is None:
        return ""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def say_language(tag: str | None) -> str:
    """Return the English name of a language, by its BCP 47 tag; the tag if it has none."""
    with suppress(ValueError, UnknownLocaleError):
        return Locale.parse(tag or "", sep="-").get_display_name("en") or tag or ""
    return tag or ""


def say_count(number: int, one: str, many: str | None = None) -> str:
    """Return a number and its noun: 1 play, 1,200 plays."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
