"""`listen pregenerate --check`: whether the audio of each article is there. Nothing is made."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from listen.cli.article_requests import first_allowed, is_no_article, patiently
from listen.cli.client import Client, ClientError, is_pending
from listen.cli.find_articles import ArticleFinder, FoundArticle
from listen.cli.static_page import NO_ARTICLE

_UNKNOWN = ("unknown_audio", "unknown_article")
_GONE = ("withdrawn", "gone")


@dataclass(frozen=True)
class Finding:
    """An article whose audio is not there as it should be."""

    state: str
    """missing, stale, unfinished, held, failed, or an error: the article cannot be checked."""
    article: str
    reason: str = ""

    def __str__(self) -> str:
        return f"{self.state}: {self.article}" + (f": {self.reason}" if self.reason else "")


def check_articles(
    client: Client, articles: ArticleFinder, fields: dict[str, Any], is_published: bool
) -> Iterator[Finding | None]:
    """Yield for each article None if its audio is there, else what is wrong.

    A preview tells the key of the audio without making it. If `is_published`, the article must be
    registered too, with this audio. Raises ClientError if the server is unreachable or refuses the
    key.
    """
    for article in articles:
        try:
            yield patiently(partial(_check, client, article, fields, is_published))
        except ClientError as error:
            if error.is_unreachable or error.is_refusal:
                raise
            if is_no_article(error, article):
                articles.skip(NO_ARTICLE)
            else:
                yield Finding("error", article.name, str(error))
    yield from (Finding("error", failure) for failure in articles.failures)


def _check(
    client: Client, article: FoundArticle, fields: dict[str, Any], is_published: bool
) -> Finding | None:
    """Raises ClientError."""
    bodies = article.audio_requests()
    # A registered article is made from the text in its list, if that has one.
    key = first_allowed(client.preview, bodies[-1:] if is_published else bodies, fields)["key"]
    if is_published and (finding := _check_registered(client, article, key)):
        return finding
    try:
        audio = client.get_audio(key)
    except ClientError as error:
        if error.code in _UNKNOWN:
            return Finding("missing", article.name)
        raise
    if is_pending(audio):
        return Finding("unfinished", article.name)
    if audio["error"]:
        return Finding("failed", article.name, audio["error"]["detail"])
    if audio["state"] != "finished":
        return Finding("missing", article.name, f"its audio is {audio['state']}")
    return None


def _check_registered(client: Client, article: FoundArticle, key: str) -> Finding | None:
    """Check that the article is registered with the audio of this key. Raises ClientError."""
    try:
        registered = client.get_article(article.id)
    except ClientError as error:
        if error.code in _UNKNOWN:
            return Finding("missing", article.name, "the article is not registered")
        if error.code in _GONE:
            return Finding("missing", article.name, "the article was withdrawn")
        raise
    if registered["state"] == "held":
        return Finding("held", article.name, "an editor must publish it")
    audios = (registered["audio"], registered["next_audio"])
    if key not in [audio["key"] for audio in audios if audio]:
        return Finding("stale", article.name, "the text has changed since its audio was made")
    return None
