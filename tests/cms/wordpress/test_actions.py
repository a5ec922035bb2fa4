"""What editors do with posts, and the requests that the server gets."""

import re
from collections.abc import Callable

import pytest

from tests.cms.wordpress.recording_server import RecordingServer
from tests.cms.wordpress.site import WordPress, field_value

pytestmark = pytest.mark.cms


def test_a_published_post_is_sent_as_an_article(site: WordPress, server: RecordingServer) -> None:
    tag = site.rest("POST", "/wp/v2/tags", name="R&D <b>")
    category = site.rest("POST", "/wp/v2/categories", name="Bridges & roads")
    post = site.new_post(
        "Bread & butter’s “price”",
        content="<!-- wp:paragraph --><p>It cost &lt;5 & fell.</p><!-- /wp:paragraph -->",
        tags=[tag["id"]],
        categories=[1, category["id"]],
        date_gmt="2026-05-04T10:11:12",
    )
    site.wait_until_sent()
    article = server.articles[str(post)]
    modified = site.query("SELECT post_modified_gmt FROM wp_posts WHERE ID = ?", post)[0][0]
    assert "It cost &lt;5 &#038; fell." in article.pop("html")
    assert article == {
        "url": site.rest("GET", f"/wp/v2/posts/{post}")["link"],
        "access": "public",
        "title": "Bread & butter’s “price”",
        "author": "admin",
        "published_at": "2026-05-04T10:11:12Z",
        "updated_at": modified.replace(" ", "T") + "Z",
        "tags": ["Bridges & roads", "R&D"],
        "language": "en-US",
    }


def publish_draft(site: WordPress, post: int) -> None:
    site.edit(post, status="publish")


def edit(site: WordPress, post: int) -> None:
    site.edit(post, content="<p>Other words.</p>")


def quick_edit(site: WordPress, post: int) -> None:
    nonce = field_value(site.admin_page("edit.php"), "_inline_edit")
    answer = site.admin_page(
        "admin-ajax.php",
        action="inline-save",
        post_type="post",
        post_ID=post,
        _inline_edit=nonce,
        post_title="Quick",
        post_name="quick",
        _status="publish",
        post_view="list",
        screen="edit-post",
    )
    assert "Quick" in answer


def bulk_action(site: WordPress, action: str, *posts: int, **fields: object) -> str:
    page = "edit.php?post_status=all" if action != "untrash" else "edit.php?post_status=trash"
    nonce = field_value(site.admin_page(page), "_wpnonce")
    chosen = "".join(f"&post[]={post}" for post in posts)
    extra = "".join(f"&{name}={value}" for name, value in fields.items())
    return site.admin_page(
        f"edit.php?post_type=post&action={action}&_wpnonce={nonce}{chosen}{extra}"
    )


def bulk_edit(site: WordPress, *posts: int, status: str = "publish") -> None:
    bulk_action(
        site,
        "edit",
        *posts,
        bulk_edit="Update",
        _status=status,
        post_author=-1,
        comment_status="",
        ping_status="",
        sticky=-1,
    )


def trash(site: WordPress, post: int) -> None:
    site.rest("DELETE", f"/wp/v2/posts/{post}")


def bulk_trash(site: WordPress, post: int) -> None:
    bulk_action(site, "trash", post)


def untrash_by_status(site: WordPress, post: int) -> None:
    site.edit(post, status="publish")


def untrash_by_link(site: WordPress, post: int) -> None:
    page = site.admin_page("edit.php?post_status=trash")
    link = re.search(rf'href="[^"]*(post\.php\?post={post}&amp;action=untrash[^"]*)"', page)
    assert link
    site.admin_page(link[1].replace("&amp;", "&"))


def set_password(site: WordPress, post: int) -> None:
    site.edit(post, password="secret")


def make_private(site: WordPress, post: int) -> None:
    site.edit(post, status="private")


def unpublish(site: WordPress, post: int) -> None:
    site.edit(post, status="draft")


def schedule(site: WordPress, post: int) -> None:
    site.edit(post, date_gmt="2036-01-01T00:00:00", status="future")


def delete_for_good(site: WordPress, post: int) -> None:
    site.rest("DELETE", f"/wp/v2/posts/{post}?force=true")


def switch_off(site: WordPress, post: int) -> None:
    site.edit(post, meta={"_listen_off": True})


def autosave(site: WordPress, post: int) -> None:
    site.rest("POST", f"/wp/v2/posts/{post}/autosaves", content="<p>Not saved yet.</p>")


Action = Callable[[WordPress, int], None]
ACTIONS: list[tuple[str, Action, list[str]]] = [
    ("draft", publish_draft, ["PUT"]),
    ("private", publish_draft, ["PUT"]),
    ("publish", edit, ["PUT"]),
    ("publish", quick_edit, ["PUT"]),
    ("publish", bulk_edit, ["PUT"]),
    ("draft", bulk_edit, ["PUT"]),
    ("publish", trash, ["DELETE"]),
    ("publish", bulk_trash, ["DELETE"]),
    ("trash", untrash_by_status, ["PUT"]),
    ("publish", set_password, ["DELETE"]),
    ("publish", make_private, ["DELETE"]),
    ("publish", unpublish, ["DELETE"]),
    ("publish", schedule, ["DELETE"]),
    ("publish", delete_for_good, ["DELETE"]),
    ("publish", switch_off, ["DELETE"]),
    ("publish", autosave, []),
    ("draft", edit, []),
    ("draft", trash, []),
    ("draft", delete_for_good, []),
    ("draft", set_password, []),
    ("draft", schedule, []),
    ("private", edit, []),
    ("trash", untrash_by_link, []),
    ("trash", delete_for_good, []),
]
"""State of a post before an action, and the requests that the action makes."""


def test_each_action_makes_the_right_requests(site: WordPress, server: RecordingServer) -> None:
    """In one test, because each request follows its save by some seconds."""
    posts = []
    for number, (before, _, _) in enumerate(ACTIONS):
        status = "publish" if before == "trash" else before
        posts.append(site.new_post(f"Action {number}", status=status))
    site.wait_until_sent()
    for post, (before, _, _) in zip(posts, ACTIONS, strict=True):
        if before == "trash":
            trash(site, post)
    site.wait_until_sent()
    server.requests.clear()
    for post, (_, action, _) in zip(posts, ACTIONS, strict=True):
        action(site, post)
    site.wait_until_sent()
    for post, (before, action, methods) in zip(posts, ACTIONS, strict=True):
        name = f"{action.__name__} of {before}"
        assert server.methods(post) == methods, name
        if methods:
            assert (str(post) in server.articles) == (methods == ["PUT"]), name


def test_a_bulk_edit_sends_each_post_once(site: WordPress, server: RecordingServer) -> None:
    posts = [site.new_post(f"Post {number}", status="draft") for number in range(7)]
    bulk_edit(site, *posts)
    site.wait_until_sent()
    assert sorted(each.source_id for each in server.requests) == sorted(map(str, posts))


def test_several_saves_in_a_row_make_one_request_with_the_last_words(
    site: WordPress, server: RecordingServer
) -> None:
    post = site.new_post()
    for number in range(3):
        site.edit(post, content=f"<p>Version {number}.</p>")
    site.wait_until_sent()
    assert server.methods(post) == ["PUT"]
    assert "Version 2." in server.articles[str(post)]["html"]


def test_a_scheduled_post_is_sent_when_it_appears(site: WordPress, server: RecordingServer) -> None:
    post = site.new_post(status="future", date_gmt="2036-01-01T00:00:00")
    site.php(
        "global $wpdb; $wpdb->update($wpdb->posts, ['post_date' => '2026-01-01 02:00:00',"
        f" 'post_date_gmt' => '2026-01-01 00:00:00'], ['ID' => {post}]);"
    )
    assert server.requests == []
    site.run_event("publish_future_post", post)
    site.wait_until_sent()
    assert server.methods(post) == ["PUT"]
    assert server.articles[str(post)]["published_at"] == "2026-01-01T00:00:00Z"


def test_a_password_that_is_removed_brings_the_article_back(
    site: WordPress, server: RecordingServer
) -> None:
    post = site.new_post(password="secret")
    site.edit(post, password="")
    site.wait_until_sent()
    assert server.methods(post) == ["PUT"]


def test_a_page_is_sent_only_if_its_type_is_chosen(
    site: WordPress, server: RecordingServer
) -> None:
    page = site.rest("POST", "/wp/v2/pages", title="About", content="<p>Us.</p>", status="publish")
    post = site.new_post()
    site.wait_until_sent()
    assert server.methods(page["id"]) == []
    site.add_must_use(
        "types", "add_filter('listen_post_types', fn($types) => [...$types, 'page']);"
    )
    site.rest("POST", f"/wp/v2/pages/{page['id']}", content="<p>All of us.</p>")
    site.wait_until_sent()
    assert server.methods(page["id"]) == ["PUT"]
    site.remove_must_use("types")
    site.run_event("listen_sweep")
    site.wait_until_sent()
    assert server.methods(page["id"]) == ["PUT", "DELETE"]
    assert str(post) in server.articles


def test_a_change_of_tags_without_a_save_is_sent(site: WordPress, server: RecordingServer) -> None:
    post = site.new_post()
    site.wait_until_sent()
    server.requests.clear()
    site.php(f"wp_set_post_tags({post}, ['Harbour'], true);")
    site.wait_until_sent()
    assert server.methods(post) == ["PUT"]
    assert server.articles[str(post)]["tags"] == ["Harbour"]


@pytest.mark.parametrize("length", [0, 400_000], ids=["no text", "400 kB"])
def test_a_post_of_any_length_is_sent(
    site: WordPress, server: RecordingServer, length: int
) -> None:
    post = site.new_post(content="word " * (length // 5))
    site.wait_until_sent()
    assert len(server.articles[str(post)]["html"]) >= length
