"""Lists of WordPress's REST API (https://developer.wordpress.org/rest-api/reference/posts/)."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from listen.feeds.articles import ArticleList, FeedError, ListedArticle
from listen.feeds.download import Download, Fetch
from listen.feeds.json_feed import parse_json
from listen.feeds.texts import line, tag_list
from listen.feeds.times import parse_time
from listen.feeds.urls import article_url
from listen.feeds.whole import words_of

PER_PAGE = 100
"""The most that WordPress allows."""
_MAX_PAGES = 1000
_MARGIN = timedelta(hours=15)
"""WordPress compares `modified_after` with the site's local time."""
_FIELDS = (
    *("id", "link", "title", "content", "date_gmt", "modified_gmt", "status", "password"),
    *("_links", "_embedded"),
)


def read_wordpress(
    site_url: str, fetch: Fetch, modified_after: datetime | None = None, kind: str = "posts"
) -> Iterator[ArticleList]:
    """Yield the published posts (or `pages`) of a WordPress site, in lists of 100 in order of id.

    Posts with a password are left out, because they are not public. With `modified_after`, the
    lists may also name posts that were modified up to 15 hours earlier. Raises FeedError, and
    whatever `fetch` raises.
    """
    address, first = _find_api(site_url.rstrip("/"), kind, modified_after, fetch)
    seen: set[str] = set()
    for page in range(1, _MAX_PAGES + 1):
        posts = first if page == 1 else _posts(fetch(f"{address}&page={page}"), page)
        fresh = [post for post in posts if str(post.get("id")) not in seen]
        seen |= {str(post["id"]) for post in fresh if "id" in post}
        public = [post for post in fresh if not _is_protected(post)]
        articles = tuple(article for post in public if (article := _article(post)))
        yield ArticleList(articles, len(public) - len(articles), is_complete=modified_after is None)
        if len(posts) < PER_PAGE or not fresh:
            return


def _find_api(
    site_url: str, kind: str, modified_after: datetime | None, fetch: Fetch
) -> tuple[str, list[dict[str, Any]]]:
    """Return the address of the list and its first page. Sites without permalinks have another."""
    query = {
        "per_page": PER_PAGE,
        "orderby": "id",  # stays the same when a post is modified between two requests
        "order": "asc",
        "_embed": "author,wp:term,wp:featuredmedia",
        "_fields": ",".join(_FIELDS),
    }
    if modified_after:
        query["modified_after"] = (modified_after - _MARGIN).strftime("%Y-%m-%dT%H:%M:%S")
    pretty = f"{site_url}/wp-json/wp/v2/{kind}?{urlencode(query)}"
    try:
        return pretty, _posts(fetch(f"{pretty}&page=1"), 1)
    except FeedError as error:
        plain = f"{site_url}/?{urlencode({'rest_route': f'/wp/v2/{kind}', **query})}"
        try:
            return plain, _posts(fetch(f"{plain}&page=1"), 1)
        except FeedError:
            raise error from None


def _posts(download: Download, page: int) -> list[dict[str, Any]]:
    """Return the posts of a page. The page after the last one is empty. Raises FeedError."""
    data = parse_json(download) if download.status in (200, 400) else None
    code = data.get("code") if isinstance(data, dict) else None
    if page > 1 and code == "rest_post_invalid_page_number":
        return []
    if download.status != 200 or not isinstance(data, list):
        reason = f"status {download.status}" + (f" and {str(code)[:80]}" if code else "")
        raise FeedError(f"{download.url} is no list of WordPress posts: it answers with {reason}.")
    return [post for post in data if isinstance(post, dict)]


def _is_protected(post: Mapping[str, Any]) -> bool:
    content = post.get("content")
    is_locked = isinstance(content, dict) and content.get("protected") is True
    return is_locked or bool(post.get("password")) or post.get("status", "publish") != "publish"


def _article(post: Mapping[str, Any]) -> ListedArticle | None:
    """Return the article of a post; None if its id or its link is missing."""
    url = article_url(post["link"]) if isinstance(post.get("link"), str) else None
    if url is None or not isinstance(post.get("id"), int):
        return None
    embedded = post.get("_embedded") if isinstance(post.get("_embedded"), dict) else {}
    terms = [term for group in _list(embedded, "wp:term") for term in _as_list(group)]
    authors = [_name(author) for author in _list(embedded, "author")]
    image = next(
        (media.get("source_url") for media in _dicts(_list(embedded, "wp:featuredmedia"))), None
    )
    html = _rendered(post.get("content"))
    return ListedArticle(
        id=str(post["id"]),
        url=url,
        title=line(words_of(_rendered(post.get("title")))) or None,
        published_at=_gmt(post.get("date_gmt")),
        updated_at=_gmt(post.get("modified_gmt")),
        author=line(", ".join(name for name in authors if name)) or None,
        tags=tag_list(_name(term) for term in terms),
        image=article_url(image) if isinstance(image, str) else None,
        html=html if words_of(html) else None,
    )


def _rendered(value: Any) -> str:
    rendered = value.get("rendered") if isinstance(value, dict) else None
    return rendered if isinstance(rendered, str) else ""


def _gmt(value: Any) -> datetime | None:
    return parse_time(value) if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    name = value.get("name") if isinstance(value, dict) else None
    return line(words_of(name)) or None if isinstance(name, str) else None


def _list(values: Any, key: str) -> list[Any]:
    return _as_list(values.get(key))


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _dicts(values: list[Any]) -> list[dict[str, Any]]:
    return [value for value in values if isinstance(value, dict)]
