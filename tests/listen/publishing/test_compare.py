"""Articles are compared with what the site lists: made, made again, withdrawn."""

import json
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from listen.feeds.download import Download
from listen.publishing.change import Save, Withdraw
from listen.publishing.compare import Comparison, compare_articles
from listen.publishing.save import save_article
from listen.publishing.withdraw import withdraw_article
from listen.sites.site import Site, Source
from listen.web.services import Services

NOW = datetime.now(UTC).replace(microsecond=0)
SITE = Site("default", ())
SITEMAP = Source("sitemaps", "https://news.example/sitemap.xml")
FEED = Source("feeds", "https://news.example/feed")
GHOST = Source("ghost", "https://news.example")


def at(minutes: float) -> str:
    return (NOW + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")


def micros(minutes: float) -> int:
    return int((NOW + timedelta(minutes=minutes)).timestamp() * 1_000_000)


def sitemap(**pages: str) -> str:
    entries = "".join(
        f"<url><loc>https://news.example/{name}</loc><lastmod>{modified}</lastmod></url>"
        for name, modified in pages.items()
    )
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'


def feed(*ids: str) -> str:
    items = "".join(
        f"<item><guid isPermaLink='false'>{name}</guid><link>https://news.example/{name}</link>"
        f"<title>{name}</title><description>Short.</description></item>"
        for name in ids
    )
    return f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>"


def ghost(*posts: tuple[str, str, str]) -> str:
    listed = [
        {
            "id": name,
            "url": f"https://news.example/{name}/",
            "title": name,
            "html": f"<p>The words of the article {name}, which everybody may read.</p>",
            "visibility": visibility,
            "updated_at": updated,
            "published_at": updated,
        }
        for name, visibility, updated in posts
    ]
    pagination = {"page": 1, "pages": 1, "total": len(posts), "next": None}
    return json.dumps({"posts": listed, "pages": [], "meta": {"pagination": pagination}})


def compare(
    services: Services, source: Source, answers: Mapping[str, str], is_protected: bool = False
) -> Comparison:
    def fetch(url: str) -> Download:
        body = next((body for part, body in answers.items() if part in url), None)
        return Download(url, (body or "").encode(), status=404 if body is None else 200)

    site = Site("default", (), sources=(source,), ghost_content_key="k")
    site = replace(site, protected_audio=is_protected)
    return compare_articles(services.publishing, site, fetch)


def save(
    services: Services, name: str, minutes: float, site: Site = SITE, **fields: object
) -> None:
    values = {"text": f"The words of {name}.", "url": f"https://news.example/{name}", **fields}
    save_article(services.publishing, site, Save(name, values, micros(minutes)))


def test_new_articles_are_saved(services: Services) -> None:
    found = compare(services, SITEMAP, {"sitemap": sitemap(a=at(-5), b=at(-4))})
    assert [each.fields["url"] for each in found.saves] == [
        "https://news.example/a",
        "https://news.example/b",
    ]
    assert found.withdrawals == []


def test_only_a_newer_date_saves_an_article_again(services: Services) -> None:
    save(services, "a", -5)
    save(services, "b", -5)
    found = compare(services, SITEMAP, {"sitemap": sitemap(a=at(-6), b=at(-1))})
    assert [each.source_id for each in found.saves] == ["b"]


def test_articles_of_other_ids_are_found_by_their_url(services: Services) -> None:
    save(services, "17", -5, url="https://news.example/a/?utm_source=x")
    found = compare(services, SITEMAP, {"sitemap": sitemap(a=at(-1))})
    assert [each.source_id for each in found.saves] == ["17"]


def test_articles_that_only_their_query_tells_apart(services: Services) -> None:
    for number in (12, 13):
        save(services, f"{number}", -5, url=f"https://news.example/?p={number}")
    pages = {"?p=12": at(-6), "?utm_source=x&amp;p=13": at(-1), "?p=14": at(-1)}
    found = compare(services, SITEMAP, {"sitemap": sitemap(**pages)})
    assert [each.source_id for each in found.saves][:1] == ["13"]
    assert [each.fields["url"] for each in found.saves][1:] == ["https://news.example/?p=14"]
    assert found.withdrawals == []


def test_an_article_that_a_complete_list_lacks_is_withdrawn(services: Services) -> None:
    save(services, "a", -5)
    save(services, "b", -5)
    found = compare(services, SITEMAP, {"sitemap": sitemap(a=at(-9))})
    assert [each.source_id for each in found.withdrawals] == ["b"]
    for change in found.withdrawals:
        withdraw_article(services.publishing, SITE, change)
    again = compare(services, SITEMAP, {"sitemap": sitemap(a=at(-9))})
    assert (again.saves, again.withdrawals) == ([], [])


def test_an_empty_list_of_a_cms_withdraws_all(services: Services) -> None:
    save(services, "a", -5)
    found = compare(services, GHOST, {"posts": ghost(), "pages": ghost()})
    assert [each.source_id for each in found.withdrawals] == ["a"]


def test_a_feed_never_withdraws(services: Services) -> None:
    save(services, "a", -5)
    for names in ((), ("b",)):
        assert compare(services, FEED, {"feed": feed(*names)}).withdrawals == []


@pytest.mark.parametrize("body", ["", "<html>", "<urlset", "{}"])
def test_a_list_that_cannot_be_read_withdraws_nothing(services: Services, body: str) -> None:
    save(services, "a", -5)
    found = compare(services, SITEMAP, {"sitemap": body})
    assert (found.saves, found.withdrawals) == ([], [])
    assert found.problems


def test_a_page_that_a_reader_clicked_stays(services: Services) -> None:
    save(services, "page-1", -5, url="https://news.example/p")
    assert compare(services, SITEMAP, {"sitemap": sitemap(a=at(-9))}).withdrawals == []


def test_a_change_of_access_without_a_date_is_found(services: Services) -> None:
    save(services, "a", -5, html="<p>The words of the article.</p>", text=None)
    answers = {"posts": ghost(("a", "paid", at(-9))), "pages": ghost()}
    [change] = compare(services, GHOST, answers).saves
    assert (change.source_id, change.fields["access"]) == ("a", "paid")
    assert change.time > micros(-1)


def test_protected_audio_of_the_whole_text_stays(services: Services) -> None:
    """A list has the public part only."""
    site = replace(SITE, protected_audio=True)
    save(services, "a", -5, site, access="paid")
    save(services, "b", -5, site)
    posts = ghost(("a", "paid", at(-1)), ("b", "paid", at(-9)), ("c", "paid", at(-9)))
    found = compare(services, GHOST, {"posts": posts, "pages": ghost()}, is_protected=True)
    assert [each.source_id for each in found.saves] == ["b", "c"]
    assert found.withdrawals == []


def test_an_article_that_was_withdrawn_later_is_not_saved_again(services: Services) -> None:
    save(services, "a", -5)
    withdraw_article(services.publishing, SITE, Withdraw("a", time.time_ns() // 1000))
    assert compare(services, SITEMAP, {"sitemap": sitemap(a=at(-1))}).saves == []
