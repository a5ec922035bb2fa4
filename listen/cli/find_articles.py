"""Finds the articles that `listen pregenerate` is given: files, folders, pages, feeds, sitemaps."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from listen.cli.source import HTML_SUFFIXES, is_url, read_source
from listen.cli.static_page import NO_ARTICLE, read_static_page
from listen.feeds.articles import FeedError, ListedArticle
from listen.feeds.download import Download, Fetch
from listen.feeds.read import detect_format
from listen.feeds.urls import article_url, entry_id, url_id
from listen.feeds.walk import walk_list

_TEXT_SUFFIXES = {".txt", ".text", ".md"}
_LIST_SUFFIXES = {".xml", ".rss", ".atom", ".rdf", ".json", ".gz"}
DUPLICATE = "named before"
BROKEN = "broken entries"


@dataclass(frozen=True)
class FoundArticle:
    """An article to make audio of."""

    name: str
    """The file or the URL, for messages."""
    id: str
    """The site's id of it: of the feed, else made from the URL, else from the path."""
    fields: dict[str, Any]
    """Fields of PUT /v1/articles/SOURCE_ID."""
    is_named: bool = False
    """True: the user named it. Lists and folders also name pages that are no articles."""

    def audio_requests(self) -> list[dict[str, Any]]:
        """Return the bodies of POST /v1/audio that request it, the preferred one first.

        The audio of a listed article is that of its page, which is what a player on the page asks
        for. The text in the list serves if the server may not fetch the page.
        """
        text = {name: self.fields[name] for name in ("html", "text") if name in self.fields}
        url = self.fields.get("url")
        if not text:
            return [{"url": url}]
        body = text | ({"source_url": url} if url else {})
        if "title" not in self.fields:
            return [body]
        return [{"url": url}, body | {"title": self.fields["title"]}]


class ArticleFinder:
    """Iterates over the articles, each once. They are read one at a time, so memory stays flat."""

    def __init__(
        self, sources: Iterable[Path | str], fetch: Fetch, site_url: str | None = None
    ) -> None:
        """`site_url` is where the folders are published."""
        self._sources = [*sources]
        self._fetch = fetch
        self._site_url = site_url
        self._seen: set[str] = set()
        self.total = len(self._sources)
        """Number of articles that are known so far, including those that are skipped."""
        self.skipped: Counter[str] = Counter()
        """Reason to number of pages and entries."""
        self.failures: list[str] = []
        """A sentence for each source or file that cannot be read."""

    def __iter__(self) -> Iterator[FoundArticle]:
        for source in self._sources:
            self.total -= 1  # counted again as what it contains
            try:
                yield from self._articles_of(source)
            except FeedError as error:
                message = str(error)
                is_named = message.startswith(("http://", "https://"))
                self.failures.append(message if is_named else f"{source}: {message}")
            except OSError as error:
                self.failures.append(f"{source}: Cannot read the file: {error.strerror}.")

    def skip(self, reason: str) -> None:
        """Count an article that turned out to be none."""
        self.skipped[reason] += 1

    def _articles_of(self, source: Path | str) -> Iterator[FoundArticle]:
        """Raises FeedError and OSError."""
        if is_url(source):
            yield from self._of_url(str(source))
        elif Path(source).is_dir():
            yield from self._of_folder(Path(source))
        elif download := self._local_list(Path(source)):
            yield from self._of_list(download)
        else:
            self.total += 1
            yield from self._of_file(Path(source), Path(source).parent, is_named=True)

    def _of_url(self, url: str) -> Iterator[FoundArticle]:
        download = self._fetch(url)
        if download.status != 200:
            raise FeedError(f"It must be sent with status 200, got {download.status}.")
        match detect_format(download):
            case "page":
                self.total += 1
                # The URL as it is given: a server may need parameters that look like tracking.
                yield from self._once(
                    FoundArticle(url, url_id(article_url(url) or url), {"url": url}, is_named=True)
                )
            case "unknown":
                kind = download.media_type or "of no media type"
                raise FeedError(f"It must be a feed, a sitemap or a page, and it is {kind}.")
            case _:
                yield from self._of_list(download)

    def _of_list(self, download: Download) -> Iterator[FoundArticle]:
        for found in walk_list(download, self._fetch):
            self.total += len(found.articles)
            if found.skipped:
                self.skipped[BROKEN] += found.skipped
            for article in found.articles:
                yield from self._once(_found(article), url_id(article.url))

    def _of_folder(self, folder: Path) -> Iterator[FoundArticle]:
        # A built site also has robots.txt, llms.txt and the like.
        is_site = any((folder / f"index{suffix}").is_file() for suffix in HTML_SUFFIXES)
        suffixes = HTML_SUFFIXES if is_site else HTML_SUFFIXES | _TEXT_SUFFIXES
        files = sorted(
            file for file in folder.rglob("*") if file.suffix.lower() in suffixes and file.is_file()
        )
        self.total += len(files)
        for file in files:
            try:
                yield from self._of_file(file, folder)
            except OSError as error:
                self.failures.append(f"{file}: Cannot read the file: {error.strerror}.")

    def _of_file(self, file: Path, folder: Path, is_named: bool = False) -> Iterator[FoundArticle]:
        """Raises OSError."""
        fields: dict[str, Any] = dict(read_source(file))
        path = file.relative_to(folder)
        if "html" in fields:
            page = read_static_page(fields["html"], path, self._site_url)
            if not page.is_article and not is_named:
                self.skip(NO_ARTICLE)
                return
            fields |= page.fields
            if page.url:
                fields["url"] = page.url
        identity = url_id(fields["url"]) if "url" in fields else entry_id(path.as_posix(), "")
        yield from self._once(FoundArticle(str(file), identity, fields, is_named))

    def _local_list(self, file: Path) -> Download | None:
        """Return the content of a file that is a feed or a sitemap. Raises OSError."""
        if file.suffix.lower() not in _LIST_SUFFIXES:
            return None
        download = Download(self._site_url or "", file.read_bytes())
        return None if detect_format(download) in ("page", "unknown") else download

    def _once(self, article: FoundArticle, *names: str) -> Iterator[FoundArticle]:
        """Yield the article, unless one with its id or one of its further names was found."""
        known = {article.id, *names}
        if known & self._seen:
            self.skip(DUPLICATE)
        else:
            yield article
        self._seen |= known


def _found(article: ListedArticle) -> FoundArticle:
    return FoundArticle(article.url, article.id, article.fields())
