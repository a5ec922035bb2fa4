"""Installation, settings page, Site Health, sending all posts, and what is left afterwards."""

import re
import time

import pytest

from tests.cms.wordpress.conftest import NewSite, connection
from tests.cms.wordpress.recording_server import KEY, RecordingServer
from tests.cms.wordpress.site import WordPress, field_value
from tests.conftest import wait_until

pytestmark = pytest.mark.cms

PAGE = "options-general.php?page=listen"


@pytest.fixture(scope="module")
def unconnected(new_site: NewSite) -> WordPress:
    site = new_site()
    site.install_plugin()
    return site


def save(site: WordPress, **fields: object) -> str:
    """Send the form of the settings page. Return the page that follows."""
    return site.admin_page(
        "options.php",
        option_page="listen",
        action="update",
        _wpnonce=field_value(site.admin_page(PAGE), "_wpnonce"),
        _wp_http_referer=f"/wp-admin/{PAGE}",
        **fields,
    )


def form(server_url: str, key: str = "") -> dict[str, object]:
    return {
        "listen_settings[url]": server_url,
        "listen_settings[key]": key,
        "listen_settings[post_types][]": "post",
        "listen_settings[automatic]": "1",
    }


def press(site: WordPress, button: str) -> str:
    """Press a button of the settings page. Return the page that follows."""
    page = site.admin_page(PAGE)
    own_form = next(part for part in page.split("<form")[1:] if f'name="{button}"' in part)
    return site.admin_page(PAGE, _wpnonce=field_value(own_form, "_wpnonce"), **{button: "1"})


def test_without_a_server_nothing_happens(unconnected: WordPress, server: RecordingServer) -> None:
    post = unconnected.new_post()
    assert "listen-article" not in unconnected.page("/a-post/")
    assert unconnected.rest("GET", f"/listen/v1/posts/{post}")["state"] == "not_sent"
    assert "has no server" in unconnected.rest("GET", "/listen/v1/site-health")["label"]
    assert unconnected.unsent() == 0


def test_the_settings_page_connects_the_site(
    unconnected: WordPress, server: RecordingServer
) -> None:
    site = unconnected
    save(site, **form(server.url + "/", "a wrong key"))
    assert "The server refuses the key: The key is unknown." in press(site, "listen_test")
    health = site.rest("GET", "/listen/v1/site-health")
    assert (health["status"], "unknown" in health["description"]) == ("critical", True)
    page = save(site, **form(server.url, KEY))
    assert KEY not in page
    assert 'placeholder="stored"' in page
    assert "The server accepts the key." in press(site, "listen_test")
    assert site.rest("GET", "/listen/v1/site-health")["status"] == "good"
    save(site, **form(server.url))
    assert "The server accepts the key." in press(site, "listen_test")
    post = site.new_post("Connected")
    site.wait_until_sent()
    assert server.methods(post) == ["PUT"]


@pytest.mark.parametrize("url", ["ftp://x", "localhost:8080", "javascript:alert(1)", "https://"])
def test_a_url_that_is_none_is_refused(unconnected: WordPress, url: str) -> None:
    before = unconnected.php("echo Listen\\Settings\\stored()['url'];")
    page = save(unconnected, **form(url))
    assert "must begin with https:// or http://, got" in page
    assert unconnected.php("echo Listen\\Settings\\stored()['url'];") == before


def test_posts_from_before_the_connection_are_sent_on_request(
    new_site: NewSite, server: RecordingServer
) -> None:
    site = new_site(connection(server))
    site.php(
        "for ($i = 1; $i <= 45; $i++) { wp_insert_post(['post_title' => \"Old $i\","
        " 'post_content' => 'Old words.', 'post_status' => 'publish']); }"
    )
    site.new_post("Not public", status="draft")
    site.install_plugin()
    site.page("/")
    site.run_event("listen_sweep")
    site.wait_until_sent()
    assert server.requests == []
    assert "Published posts: 46." in site.admin_page(PAGE)
    answer = press(site, "listen_backfill_start")
    assert "0 of 46 published posts are sent." in answer
    new = site.new_post("Meanwhile")

    def is_over() -> bool:
        return not site.query("SELECT 1 FROM wp_options WHERE option_name = 'listen_backfill'")

    wait_until(is_over)
    site.wait_until_sent()
    assert len(server.articles.keys() & {each.source_id for each in server.requests}) == 47
    assert len(server.requests) == 47
    assert server.methods(new) == ["PUT"]
    assert "Published posts: 47." in site.admin_page(PAGE)
    server.requests.clear()
    site.php("update_option('permalink_structure', '/%year%/%postname%/');")
    wait_until(lambda: len(server.requests) == 47)
    assert re.search(r"/20\d\d/meanwhile/$", server.articles[str(new)]["url"])


def test_nothing_is_left_after_the_plugin_is_deleted(
    new_site: NewSite, server: RecordingServer
) -> None:
    site = new_site(connection(server))
    before = leftovers(site)
    assert before == []
    site.install_plugin()
    post = site.new_post(meta={"_listen_voice": "tone:beep", "_listen_off": False})
    site.wait_until_sent()
    server.stop()
    site.edit(post, content="<p>Waits.</p>")
    site.php("Listen\\Backfill\\start();")
    assert leftovers(site)
    site.admin_page(PAGE)
    site.php(
        "require_once ABSPATH . 'wp-admin/includes/plugin.php';"
        "require_once ABSPATH . 'wp-admin/includes/file.php';"
        "wp_set_current_user(1);"
        "deactivate_plugins('listen/listen.php');"
    )
    cron = site.query("SELECT option_value FROM wp_options WHERE option_name = 'cron'")[0][0]
    assert "listen" not in cron
    site.php(
        "require_once ABSPATH . 'wp-admin/includes/plugin.php';"
        "require_once ABSPATH . 'wp-admin/includes/file.php';"
        "wp_set_current_user(1);"
        "delete_plugins(['listen/listen.php']);"
    )
    server.start()
    assert not (site.folder / "wp-content" / "plugins" / "listen").exists()
    assert leftovers(site) == []


def leftovers(site: WordPress) -> list[object]:
    """Return what the database has of the plug-in."""
    options = site.query(
        "SELECT option_name FROM wp_options"
        " WHERE option_name LIKE '%listen%' OR option_value LIKE '%listen%'"
    )
    meta = site.query("SELECT meta_key FROM wp_postmeta WHERE meta_key LIKE '%listen%'")
    users = site.query("SELECT meta_key FROM wp_usermeta WHERE meta_key LIKE '%listen%'")
    return [*options, *meta, *users]


def test_the_must_use_plugin_works_like_the_normal_one(
    new_site: NewSite, server: RecordingServer
) -> None:
    site = new_site(connection(server))
    site.install_plugin(must_use=True)
    post = site.new_post("Must use")
    site.wait_until_sent()
    assert server.methods(post) == ["PUT"]
    html = site.page("/must-use/")
    assert html.count("</listen-article>") == 1
    site.install_plugin()
    assert site.page("/must-use/").count("</listen-article>") == 1
    editor = site.admin_page(f"post.php?post={post}&action=edit")
    script = re.search(r'src="([^"]*/listen/assets/editor\.js[^"]*)"', editor)
    assert script
    assert site.admin.get(script[1], timeout=60).ok


def test_constants_win_over_the_settings_page(new_site: NewSite, server: RecordingServer) -> None:
    site = new_site(connection(server))
    site.install_plugin()
    site.php("update_option('listen_settings', ['url' => 'http://127.0.0.1:9', 'key' => 'x']);")
    page = site.admin_page(PAGE)
    assert page.count("Defined in wp-config.php.") == 2
    assert "The server accepts the key." in press(site, "listen_test")


def test_a_site_without_wp_cron_sends_its_posts(new_site: NewSite, server: RecordingServer) -> None:
    site = new_site(connection(server) + "define('DISABLE_WP_CRON', true);")
    site.install_plugin()
    post = site.new_post()
    site.wait_until_sent()
    assert server.methods(post) == ["PUT"]


def test_a_site_that_cannot_reach_itself_sends_its_posts_by_the_systems_cron(
    new_site: NewSite, server: RecordingServer
) -> None:
    site = new_site(connection(server))
    site.install_plugin()
    site.add_must_use(
        "blocked",
        "add_filter('pre_http_request', fn($none, $arguments, $url) =>"
        " str_contains($url, 'wp-cron.php') ? new WP_Error('blocked', 'No.') : $none, 10, 3);",
    )
    post = site.new_post()
    assert server.requests == []
    time.sleep(4)
    site.run_event("listen_deliver")
    site.wait_until_sent()
    assert server.methods(post) == ["PUT"]


def test_a_blocked_host_is_named(new_site: NewSite, server: RecordingServer) -> None:
    site = new_site("define('LISTEN_URL', 'http://listen.example'); define('LISTEN_KEY', 'x');")
    site.install_plugin()
    assert "Add listen.example to WP_ACCESSIBLE_HOSTS" in press(site, "listen_test")
