"""A real Ghost reports what its editors do, and the articles equal the site's own list."""

import json
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from listen.publishing.public_part import PAYWALL
from tests.cms.ghost.articles import Articles
from tests.cms.ghost.ghost_site import GhostSite

pytestmark = pytest.mark.cms

SOLD = "Zephyrine"
"""A word of the parts that are sold."""


def assert_listed(articles: Articles, post: dict[str, Any]) -> None:
    """Assert that the hooks alone led to the article that the site lists."""
    by_hooks, by_list = articles.by_hooks()[post["id"]], articles.by_list()[post["id"]]
    assert by_hooks.fields == by_list.fields
    assert by_hooks.time <= by_list.time  # else a comparison would have no effect


def assert_received(articles: Articles, word: str) -> None:
    """Assert that a hook has a word, without which its absence elsewhere means nothing."""
    assert any(word.encode() in hook.body for hook in articles.hooks.hooks)


def test_a_post_is_saved_edited_renamed_unpublished_and_deleted(
    site: GhostSite, articles: Articles
) -> None:
    post = site.create("The ferry is back", "<p>It sails again.</p>", tags=[{"name": "Harbour"}])
    save = articles.save_of(post, "post.published")
    assert save.fields["html"] == "<p>It sails again.</p>"
    assert save.fields["url"] == post["url"] == f"{site.url}/the-ferry-is-back/"
    assert save.fields["author"] == "Edith Example"
    assert save.fields["tags"] == ["Harbour"]
    assert save.fields["access"] == "public"
    assert_listed(articles, post)

    edited = "<p>It sails at noon.</p>"
    site.edit(post, html=edited)
    later = articles.save_of(post, "post.published.edited", html=edited)
    assert later.time > save.time

    site.edit(post, tags=[{"name": "Ships"}, {"name": "#wide"}])
    articles.save_of(post, "post.published.edited", tags=["Ships"])

    site.edit(post, slug="noon-ferry", title="The noon ferry")
    articles.save_of(post, "post.published.edited", url=f"{site.url}/noon-ferry/")
    assert_listed(articles, post)

    site.edit(post, status="draft")
    articles.wait_for_withdrawal(post, "post.unpublished")
    assert post["id"] not in articles.by_list()

    site.edit(post, html="<p>A draft.</p>")
    site.edit(post, status="published")
    articles.save_of(post, "post.published", html="<p>A draft.</p>")
    assert_listed(articles, post)

    site.delete(post)
    articles.wait_for_withdrawal(post, "post.unpublished", "post.deleted")
    assert post["id"] not in articles.by_list()


@pytest.mark.parametrize("visibility", ["paid", "members", "tiers"])
def test_no_word_of_a_part_that_is_sold_is_in_a_change(
    site: GhostSite, articles: Articles, visibility: str
) -> None:
    html = f"<p>Everyone reads this.</p>{PAYWALL}<p>{SOLD} costs money.</p>"
    tiers = [tier for tier in site.api("GET", "tiers/")["tiers"] if tier["type"] == "paid"]
    more: dict[str, Any] = {"tiers": tiers} if visibility == "tiers" else {}
    post = site.create(f"For {visibility}", html, visibility=visibility, **more)
    access = "members" if visibility == "members" else "paid"
    save = articles.save_of(post, "post.published", access=access)
    assert_received(articles, SOLD)
    assert save.fields["html"] == f"<p>Everyone reads this.</p>{PAYWALL}"
    assert SOLD not in repr([articles.by_hooks(), articles.by_list()])
    assert_listed(articles, post)


def test_a_post_that_is_sold_later_loses_its_text(site: GhostSite, articles: Articles) -> None:
    post = site.create("Sold later", f"<p>{SOLD} costs money.</p>")
    articles.save_of(post, "post.published", access="public")
    site.edit(post, visibility="paid")
    articles.save_of(post, "post.published.edited", access="paid", html=PAYWALL)
    assert articles.by_list()[post["id"]].fields["html"] == PAYWALL
    assert_listed(articles, post)
    site.edit(post, visibility="public")
    articles.save_of(post, "post.published.edited", access="public")
    assert_listed(articles, post)
    site.delete(post)


def test_cards_for_members_in_a_public_post_are_left_out(
    site: GhostSite, articles: Articles
) -> None:
    def card(text: str, for_visitors: bool) -> dict[str, Any]:
        web = {"nonMember": for_visitors, "memberSegment": "" if for_visitors else "status:-free"}
        visibility = {"web": web, "email": {"memberSegment": ""}}
        return {"type": "html", "version": 1, "html": f"<p>{text}</p>", "visibility": visibility}

    cards = [card(f"{SOLD} for members.", False), card("Join us.", True)]
    lexical = {"root": {"type": "root", "version": 1, "children": cards}}
    body = {"title": "Cards", "status": "published", "lexical": json.dumps(lexical)}
    [post] = site.api("POST", "posts/", {"posts": [body]})["posts"]
    save = articles.save_of(post, "post.published")
    assert_received(articles, f"{SOLD} for members")
    assert SOLD not in repr(save)
    assert "Join us." in save.fields["html"]
    assert SOLD not in repr(articles.by_list()[post["id"]])
    assert_listed(articles, post)


def test_pages_are_articles_too(site: GhostSite, articles: Articles) -> None:
    page = site.create("About", "<p>About us.</p>", kind="pages")
    articles.save_of(page, "page.published", html="<p>About us.</p>")
    assert_listed(articles, page)


def test_a_scheduled_post_is_saved_when_its_time_has_come(
    site: GhostSite, articles: Articles
) -> None:
    soon = datetime.now(UTC) + timedelta(seconds=5)
    post = site.create(
        "Later", "<p>In a moment.</p>", status="scheduled", published_at=soon.isoformat()
    )
    assert post["status"] == "scheduled"
    articles.save_of(post, "post.published", html="<p>In a moment.</p>")
    assert time.time() >= soon.timestamp() - 1
    assert_listed(articles, post)


def test_actions_on_several_posts_ask_for_a_comparison(site: GhostSite, articles: Articles) -> None:
    posts = [site.create(f"Post {number}", f"<p>Text {number}.</p>") for number in range(4)]
    for post in posts:
        articles.save_of(post, "post.published")
    names = [post["id"] for post in posts]

    # The access of a post changes, and `updated_at` does not.
    before, arrived = articles.by_list(), len(articles.hooks.hooks)
    site.edit_all("access", names[:1], visibility="paid")
    articles.wait_for_comparison(arrived)
    hook, listed = articles.by_hooks()[names[0]], articles.by_list()[names[0]]
    assert (hook.fields["access"], listed.fields["access"]) == ("public", "paid")
    assert listed.fields["updated_at"] == before[names[0]].fields["updated_at"]
    assert listed.time >= hook.time

    arrived = len(articles.hooks.hooks)
    site.edit_all("unpublish", names[1:2])
    articles.wait_for_comparison(arrived)
    assert names[1] not in articles.by_list()

    arrived = len(articles.hooks.hooks)
    site.delete_all(names[2:3])
    articles.wait_for_comparison(arrived)
    assert {*articles.by_list()} & {*names} == {names[0], names[3]}
    assert {*articles.by_hooks()} & {*names} == {*names}  # no other hook tells of it


def test_the_last_of_many_edits_wins(site: GhostSite, articles: Articles) -> None:
    post = site.create("Storm", "<p>Edit 0.</p>")
    for number in range(1, 13):
        site.edit(post, html=f"<p>Edit {number}.</p>")
    articles.save_of(post, "post.published.edited", html="<p>Edit 12.</p>")
    assert len(articles.events_of(post)) >= 13
    assert_listed(articles, post)


def test_more_than_a_page_of_posts_is_listed(site: GhostSite, articles: Articles) -> None:
    before = {*articles.by_list()}
    made = {site.create(f"Many {number}", "<p>One.</p>")["id"] for number in range(101)}
    assert {*articles.by_list()} == before | made
