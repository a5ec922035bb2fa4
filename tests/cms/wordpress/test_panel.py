"""What editors see, and who may see it."""

from typing import Any

import pytest
import requests

from tests.cms.wordpress.recording_server import AUDIO, KEY, Fault, RecordingServer
from tests.cms.wordpress.site import WordPress
from tests.conftest import wait_until

pytestmark = pytest.mark.cms


def status(site: WordPress, post: int) -> dict[str, str]:
    answer: dict[str, str] = site.rest("GET", f"/listen/v1/posts/{post}")
    return answer


@pytest.mark.parametrize(
    ("state", "shown", "has_audio"),
    [
        ("ready", "made", True),
        ("held", "held", True),
        ("failed", "failed", False),
        ("pending", "queued", False),
    ],
)
def test_the_panel_shows_what_the_server_says(
    site: WordPress, server: RecordingServer, state: str, shown: str, has_audio: bool
) -> None:
    server.state = state
    post = site.new_post()
    site.wait_until_sent()
    found = status(site, post)
    assert found["state"] == shown
    assert found["audio"] == (server.url + AUDIO if has_audio else "")
    assert found["detail"] == ("The voice broke." if state == "failed" else "")


def test_the_panel_shows_the_last_answer_while_the_server_is_down(
    site: WordPress, server: RecordingServer
) -> None:
    post = site.new_post()
    site.wait_until_sent()
    assert status(site, post)["state"] == "made"
    server.stop()
    found = status(site, post)
    server.start()
    assert found["state"] == "made"
    assert "onnect" in found["detail"]


@pytest.mark.parametrize(
    ("fields", "detail"),
    [
        ({"status": "draft"}, "The post is sent when it is public."),
        ({"password": "secret"}, "Posts with a password are not sent."),
        ({"meta": {"_listen_off": True}}, "Audio is switched off for this post."),
    ],
)
def test_the_panel_says_why_a_post_is_not_sent(
    site: WordPress, fields: dict[str, Any], detail: str
) -> None:
    post = site.new_post(**fields)
    found = status(site, post)
    assert (found["state"], found["detail"]) == ("not_sent", detail)


def test_an_editor_sends_a_post_again(site: WordPress, server: RecordingServer) -> None:
    post = site.new_post()
    site.wait_until_sent()
    assert site.rest("POST", f"/listen/v1/posts/{post}/send")["state"] == "queued"
    site.wait_until_sent()
    assert server.methods(post) == ["PUT", "PUT"]


@pytest.fixture(scope="module")
def author(connected_site: WordPress) -> tuple[str, str]:
    """Name and application password of a user who may edit only posts of their own."""
    password = connected_site.php(
        "$id = wp_insert_user(['user_login' => 'author', 'user_pass' => 'x', 'role' => 'author']);"
        "echo WP_Application_Passwords::create_new_application_password($id, ['name' => 't'])[0];"
    )
    return "author", password


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/posts/{}"), ("POST", "/posts/{}/send"), ("GET", "/site-health")]
)
def test_only_those_who_may_edit_the_post_get_an_answer(
    site: WordPress, author: tuple[str, str], method: str, path: str
) -> None:
    post = site.new_post()
    url = f"{site.url}/wp-json/listen/v1{path.format(post)}"
    assert requests.request(method, url, timeout=60).status_code == 401
    assert requests.request(method, url, auth=author, timeout=60).status_code == 403
    missing = f"{site.url}/wp-json/listen/v1{path.format(999999)}"
    if "{}" in path:
        assert requests.request(method, missing, auth=author, timeout=60).status_code == 403


def test_visitors_do_not_see_the_options_of_a_post(
    site: WordPress, author: tuple[str, str]
) -> None:
    post = site.new_post(meta={"_listen_voice": "tone:high"})
    url = f"{site.url}/wp-json/wp/v2/posts/{post}"
    seen = requests.get(url, timeout=60).text
    assert "_listen" not in seen
    assert site.rest("GET", f"/wp/v2/posts/{post}?context=edit")["meta"] == {
        "_listen_off": False,
        "_listen_voice": "tone:high",
        "footnotes": "",
    }
    change = requests.post(url, json={"meta": {"_listen_off": True}}, auth=author, timeout=60)
    assert change.status_code == 403


def test_the_key_reaches_no_page_of_the_administration(site: WordPress) -> None:
    post = site.new_post()
    for page in ("options-general.php?page=listen", f"post.php?post={post}&action=edit"):
        html = site.admin_page(page)
        assert "listen" in html
        assert KEY not in html


def test_the_classic_editor_has_the_options_and_saves_them(
    site: WordPress, server: RecordingServer
) -> None:
    site.add_must_use("classic", "add_filter('use_block_editor_for_post', '__return_false');")
    post = site.new_post()
    site.wait_until_sent()
    html = site.admin_page(f"post.php?post={post}&action=edit")
    assert f'<div class="listen-status" data-post="{post}">' in html
    assert "assets/status.js" in html
    fields = {
        name: _value(html, name)
        for name in ("_wpnonce", "listen_options", "user_ID", "post_type", "post_author")
    }
    site.admin_page(
        "post.php",
        action="editpost",
        post_ID=post,
        post_title="Classic",
        content="<p>Classic words.</p>",
        post_status="publish",
        _listen_voice="tone:high",
        **fields,
    )
    site.wait_until_sent()
    assert server.articles[str(post)]["voice"] == "tone:high"
    site.admin_page(
        "post.php",
        action="editpost",
        post_ID=post,
        post_status="publish",
        _listen_off="1",
        **fields,
    )
    site.wait_until_sent()
    assert str(post) not in server.articles
    site.remove_must_use("classic")


def _value(html: str, name: str) -> str:
    tag = next(
        part for part in html.split("<input")[1:] if f"name='{name}'" in part.replace('"', "'")
    )
    return tag.replace('"', "'").split("value='")[1].split("'")[0]


def test_the_bulk_action_sends_the_chosen_posts(site: WordPress, server: RecordingServer) -> None:
    posts = [site.new_post(f"Chosen {number}") for number in range(3)]
    draft = site.new_post(status="draft")
    site.wait_until_sent()
    server.requests.clear()
    page = site.admin_page("edit.php")
    assert "Send to Listen" in page
    nonce = _value(page, "_wpnonce")
    chosen = "".join(f"&post[]={post}" for post in (*posts, draft))
    answer = site.admin_page(f"edit.php?post_type=post&action=listen_send&_wpnonce={nonce}{chosen}")
    assert "3 public posts are being sent to Listen." in answer
    site.wait_until_sent()
    assert sorted(each.source_id for each in server.requests) == sorted(map(str, posts))


def test_the_status_of_audio_that_is_made_later_is_asked_for(
    site: WordPress, server: RecordingServer
) -> None:
    server.state = "pending"
    post = site.new_post()
    site.wait_until_sent()
    asked = server.gets
    wait_until(lambda: server.gets >= asked + 2)
    server.state = "ready"
    key = "_listen_structured_data"
    wait_until(
        lambda: site.query(
            "SELECT 1 FROM wp_postmeta WHERE post_id = ? AND meta_key = ?", post, key
        )
    )


def test_an_unreachable_server_is_no_reason_to_lose_the_status(
    site: WordPress, server: RecordingServer
) -> None:
    server.fault = Fault(500)
    post = site.new_post()
    wait_until(lambda: status(site, post)["detail"] != "")
    assert status(site, post)["state"] == "queued"
    server.fault = Fault()
    site.wait_until_sent()
