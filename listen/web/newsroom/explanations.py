"""Explanations of errors for editors: the meaning, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass

from listen.database.tables import ArticleRow

_TELL = "If it fails again, tell whoever runs this server."
_AGAIN = f"Press Make again. {_TELL}"
_SAVE = "Save the article again in your publishing system"


@dataclass(frozen=True)
class Explanation:
    """An error in an editor's words."""

    what: str
    advice: str
    detail: str = ""
    """The message of the server, for whoever runs it."""


_EXPLANATIONS: Mapping[str, tuple[str, str]] = {
    "engine_failed": ("The voice could not speak this article.", _AGAIN),
    "voice_changed": ("The voice was replaced while the audio was being made.", _AGAIN),
    "unavailable": ("The voice or the disk of the server was not available.", _AGAIN),
    "storage_full": (
        "The disk of the server is full.",
        "Tell whoever runs this server. When there is space again, press Make again.",
    ),
    "fetch_failed": (
        "The page of the article could not be loaded from your site.",
        f"Check that the page opens without signing in. Then press Make again. {_TELL}",
    ),
    "url_not_allowed": (
        "The address of the page is not one that this server may load.",
        "Tell whoever runs this server: the host of the page must be among the site's hosts.",
    ),
    "empty_article": (
        "The article has no words to read.",
        f"{_SAVE} when it has text.",
    ),
    "no_article_found": (
        "No article text was found on the page.",
        "Check that the page shows the text without signing in. Then press Make again. If the text "
        "is there, tell whoever runs this server: the site may need rules for its pages.",
    ),
    "not_text": ("What was sent is a file, not text.", f"{_SAVE} with its text."),
    "too_long": (
        "The article is longer than this server accepts.",
        "Split it, or ask whoever runs this server for a higher limit.",
    ),
    "unsupported_language": (
        "No voice of this server speaks the language of the article.",
        "Check the language of the article in your publishing system. If it is right, ask whoever "
        "runs this server for a voice.",
    ),
    "unknown_voice": (
        "The voice that was asked for is not on this server.",
        "Choose another voice for the article, or ask whoever runs this server to add it.",
    ),
    "invalid_speed": (
        "The speed that was asked for is not possible.",
        f"{_SAVE} with another speed.",
    ),
    "invalid_field": (
        "Your publishing system sent something that this server does not accept.",
        "Tell whoever looks after your publishing system what the server says below.",
    ),
}

_OTHER = ("The audio could not be made.", _AGAIN)


def explain(row: ArticleRow) -> Explanation | None:
    """Return the explanation of an article's error; None if it has none."""
    if row.error_code is None:
        return None
    return Explanation(*_EXPLANATIONS.get(row.error_code, _OTHER), row.error_detail or "")
