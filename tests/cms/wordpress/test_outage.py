"""A server that is down, slow or wrong. Nobody visits the site while it waits."""

import time

import pytest

from tests.cms.wordpress.recording_server import Fault, RecordingServer
from tests.cms.wordpress.site import WordPress
from tests.conftest import wait_until

pytestmark = pytest.mark.cms

OUTAGE = 20.0
"""Seconds."""


def test_posts_that_are_saved_while_the_server_is_down_arrive_by_themselves(
    site: WordPress, server: RecordingServer
) -> None:
    withdrawn = site.new_post("Withdrawn")
    site.wait_until_sent()
    server.stop()
    start = time.monotonic()
    posts = [site.new_post(f"Post {number}") for number in range(10)]
    site.rest("DELETE", f"/wp/v2/posts/{withdrawn}?force=true")
    status = site.rest("GET", f"/listen/v1/posts/{posts[0]}")
    assert status["state"] == "queued"
    time.sleep(max(0.0, OUTAGE - (time.monotonic() - start)))
    server.requests.clear()
    server.start()
    site.wait_until_sent()
    print(f"\nDown for {OUTAGE:.0f} s, all there after {time.monotonic() - start:.0f} s.")
    assert {str(post) for post in posts} <= set(server.articles)
    assert str(withdrawn) not in server.articles
    assert len(server.requests) == len(posts) + 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault(500, times=2),
        Fault(500, "engine_failed", times=1),
        Fault(503, "queue_full", times=1),
        Fault(502, times=1),
        Fault(409, "conflict", times=1),
        Fault(404, times=1),
        Fault(429, "rate_limited", times=1),
        Fault(400, times=1),
    ],
    ids=lambda fault: f"{fault.status} {fault.code}",
)
def test_a_request_that_fails_is_sent_again(
    site: WordPress, server: RecordingServer, fault: Fault
) -> None:
    times = fault.times
    server.fault = fault
    post = site.new_post()
    site.wait_until_sent()
    assert server.methods(post) == ["PUT"] * (times + 1)
    assert str(post) in server.articles


def test_a_withdrawal_that_fails_is_sent_again(site: WordPress, server: RecordingServer) -> None:
    post = site.new_post()
    site.wait_until_sent()
    server.fault = Fault(422, "invalid_field", times=1)
    site.edit(post, status="private")
    site.wait_until_sent()
    assert server.methods(post) == ["PUT", "DELETE", "DELETE"]
    assert str(post) not in server.articles


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (422, "unknown_voice"),
        (413, "too_long"),
        (400, "malformed"),
        (415, "unsupported_media_type"),
    ],
)
def test_a_refused_article_is_not_sent_again_until_it_is_edited(
    site: WordPress, server: RecordingServer, status: int, code: str
) -> None:
    server.fault = Fault(status, code, "This will not do.", times=1)
    post = site.new_post()
    site.wait_until_sent()
    site.run_event("listen_sweep")
    site.wait_until_sent()
    assert server.methods(post) == ["PUT"]
    shown = site.rest("GET", f"/listen/v1/posts/{post}")
    assert (shown["state"], shown["detail"]) == ("failed", "This will not do.")
    site.edit(post, content="<p>Better words.</p>")
    site.wait_until_sent()
    assert server.methods(post) == ["PUT", "PUT"]
    assert site.rest("GET", f"/listen/v1/posts/{post}")["state"] == "made"


def test_a_refused_key_is_shown_and_not_tried_again_at_once(
    site: WordPress, server: RecordingServer
) -> None:
    server.fault = Fault(401, "unauthorized", "The key is unknown.")
    post = site.new_post()
    wait_until(lambda: server.methods(post) == ["PUT"])
    wait_until(
        lambda: site.rest("GET", f"/listen/v1/posts/{post}")["detail"] == "The key is unknown."
    )
    other = site.new_post()
    time.sleep(8)
    assert [each.source_id for each in server.requests] == [str(post)]
    server.fault = Fault()
    # The administrator enters another key.
    site.php("update_option('listen_settings', ['voice' => '']);")
    site.wait_until_sent()
    assert {str(post), str(other)} <= set(server.articles)


def test_a_post_is_withdrawn_although_its_first_answer_was_lost(
    site: WordPress, server: RecordingServer
) -> None:
    server.fault = Fault(500, times=3)
    post = site.new_post()
    wait_until(lambda: len(server.requests) >= 1)
    site.rest("DELETE", f"/wp/v2/posts/{post}?force=true")
    site.wait_until_sent()
    assert server.methods(post)[-1] == "DELETE"
    assert str(post) not in server.articles


def test_a_post_that_is_edited_while_it_is_sent_is_sent_again(
    site: WordPress, server: RecordingServer
) -> None:
    server.fault = Fault(delay=3)
    post = site.new_post()
    wait_until(lambda: len(server.requests) >= 1)
    site.edit(post, content="<p>Later words.</p>")
    site.wait_until_sent()
    assert "Later words." in server.articles[str(post)]["html"]


def test_the_sweep_finds_what_no_event_told(site: WordPress, server: RecordingServer) -> None:
    hidden, edited, deleted = site.new_post(), site.new_post(), site.new_post()
    site.wait_until_sent()
    server.requests.clear()
    site.php(
        "global $wpdb;"
        "$wpdb->insert($wpdb->posts, ['post_title' => 'Imported', 'post_content' => 'Old words.',"
        " 'post_status' => 'publish', 'post_name' => 'imported', 'post_author' => 1,"
        " 'post_date' => '2010-01-01 00:00:00', 'post_date_gmt' => '2010-01-01 00:00:00',"
        " 'post_modified' => '2010-01-01 00:00:00', 'post_modified_gmt' => '2010-01-01 00:00:00',"
        " 'post_excerpt' => '', 'to_ping' => '', 'pinged' => '', 'post_content_filtered' => '']);"
        f"$wpdb->update($wpdb->posts, ['post_status' => 'private'], ['ID' => {hidden}]);"
        "$wpdb->update($wpdb->posts, ['post_content' => 'New words.',"
        f" 'post_modified_gmt' => '2030-01-01 00:00:00'], ['ID' => {edited}]);"
        f"$wpdb->delete($wpdb->posts, ['ID' => {deleted}]);"
    )
    imported = site.query("SELECT ID FROM wp_posts WHERE post_title = 'Imported'")[0][0]
    site.run_event("listen_sweep")
    site.wait_until_sent()
    assert server.methods(imported) == ["PUT"]
    assert server.methods(edited) == ["PUT"]
    assert server.methods(hidden) == ["DELETE"]
    assert server.methods(deleted) == ["DELETE"]
    site.run_event("listen_sweep")
    site.wait_until_sent()
    assert len(server.requests) == 4
