"""The text that is sent: what a visitor reads who is not logged in."""

import pytest

from tests.cms.wordpress.recording_server import RecordingServer
from tests.cms.wordpress.site import WordPress

pytestmark = pytest.mark.cms

_PAYWALL = """
add_filter('the_content', function ($content) {
    if (is_singular() && in_the_loop() && is_main_query() && ! is_user_logged_in()
        && str_contains($content, 'SOLD')) {
        return '<p>The free part.</p>';
    }
    return $content;
});
add_filter('listen_article_access', function ($access, $post) {
    return get_post_meta($post->ID, 'level', true) ?: $access;
}, 10, 2);
add_filter('listen_article_html', function ($html, $post) {
    return str_replace('A word.', 'Another word.', $html);
}, 10, 2);
add_shortcode('broken', function () {
    if (wp_doing_cron()) {
        throw new Error('The shortcode broke.');
    }
    return 'The shortcode.';
});
add_shortcode('deadly', function () {
    if (wp_doing_cron()) {
        exit;
    }
    return 'The shortcode.';
});
add_shortcode('which', fn() => 'This is post ' . get_the_ID() . '.');
register_post_meta('post', 'level', ['type' => 'string', 'single' => true, 'show_in_rest' => true]);
"""


@pytest.fixture(scope="module", autouse=True)
def plugins(connected_site: WordPress) -> None:
    connected_site.add_must_use("paywall", _PAYWALL)


def test_text_that_a_paywall_hides_from_visitors_is_not_sent(
    site: WordPress, server: RecordingServer
) -> None:
    post = site.new_post(content="<p>SOLD words.</p>")
    site.wait_until_sent()
    html = server.articles[str(post)]["html"]
    assert "The free part." in html
    assert "SOLD" not in html


@pytest.mark.parametrize("access", ["members", "paid"])
def test_the_access_that_a_plugin_tells_is_sent(
    site: WordPress, server: RecordingServer, access: str
) -> None:
    post = site.new_post(meta={"level": access})
    site.wait_until_sent()
    assert server.articles[str(post)]["access"] == access


@pytest.mark.parametrize("access", ["private", "password", "nobody knows this"])
def test_a_post_is_not_sent_if_a_plugin_closes_it(
    site: WordPress, server: RecordingServer, access: str
) -> None:
    post = site.new_post(meta={"level": access})
    other = site.new_post()
    site.wait_until_sent()
    assert [each.source_id for each in server.requests] == [str(other)]
    assert server.methods(post) == []


def test_a_plugin_cannot_open_a_post_with_a_password(
    site: WordPress, server: RecordingServer
) -> None:
    post = site.new_post(meta={"level": "paid"}, password="secret")
    other = site.new_post()
    site.wait_until_sent()
    assert server.methods(post) == []
    assert server.methods(other) == ["PUT"]


def test_a_plugin_changes_the_html(site: WordPress, server: RecordingServer) -> None:
    post = site.new_post(content="<p>A word.</p>")
    site.wait_until_sent()
    assert "Another word." in server.articles[str(post)]["html"]


def test_shortcodes_and_blocks_are_those_of_the_post(
    site: WordPress, server: RecordingServer
) -> None:
    post = site.new_post(content="<p>[which]</p>")
    site.wait_until_sent()
    assert f"This is post {post}." in server.articles[str(post)]["html"]


def test_all_pages_of_a_post_with_page_breaks_are_sent(
    site: WordPress, server: RecordingServer
) -> None:
    content = "<p>First.</p><!--nextpage--><p>Second.</p><!--more--><p>Third.</p>"
    post = site.new_post(content=content)
    site.wait_until_sent()
    html = server.articles[str(post)]["html"]
    assert all(word in html for word in ("First.", "Second.", "Third."))


def test_a_plugin_that_fails_with_a_post_holds_up_no_other(
    site: WordPress, server: RecordingServer
) -> None:
    broken = site.new_post(content="[broken]")
    other = site.new_post()
    site.wait_until_sent_except(broken)
    assert server.methods(other) == ["PUT"]
    assert server.methods(broken) == []
    status = site.rest("GET", f"/listen/v1/posts/{broken}")
    assert status["state"] == "queued"
    assert status["detail"] == "The shortcode broke."
    site.edit(broken, content="<p>Mended.</p>")
    site.wait_until_sent()
    assert "Mended." in server.articles[str(broken)]["html"]


def test_a_plugin_that_ends_the_process_holds_up_no_other(
    site: WordPress, server: RecordingServer
) -> None:
    deadly = site.new_post(content="[deadly]")
    other = site.new_post()
    site.wait_until_sent_except(deadly)
    assert server.methods(other) == ["PUT"]
    assert server.methods(deadly) == []
    site.edit(deadly, content="<p>Mended.</p>")
    site.wait_until_sent()
    assert "Mended." in server.articles[str(deadly)]["html"]


@pytest.mark.parametrize(
    ("locale", "tag"),
    [
        ("de_DE_formal", "de-DE"),
        ("uk", "uk"),
        ("pt_BR", "pt-BR"),
        ("zh_Hant_TW", "zh-Hant-TW"),
        ("es_419", "es-419"),
        ("", ""),
        ("en", "en"),
        ("ckb", "ckb"),
        ("art_xemoji", "art"),
        ("not a locale", ""),
    ],
)
def test_a_locale_becomes_a_language_tag(site: WordPress, locale: str, tag: str) -> None:
    assert site.php(f"echo Listen\\Language\\tag('{locale}');") == tag


def test_polylang_and_wpml_know_the_language_of_a_post(
    site: WordPress, server: RecordingServer
) -> None:
    site.add_must_use(
        "languages",
        "add_filter('wpml_post_language_details', fn($none, $id) => ['locale' => 'fr_CA'], 10, 2);",
    )
    post = site.new_post()
    site.wait_until_sent()
    assert server.articles[str(post)]["language"] == "fr-CA"
    site.add_must_use(
        "languages", "function pll_get_post_language($id, $field) { return 'de_AT'; }"
    )
    site.edit(post, title="Another title")
    site.wait_until_sent()
    assert server.articles[str(post)]["language"] == "de-AT"
    site.remove_must_use("languages")


def test_the_voice_of_a_post_wins_over_that_of_the_settings(
    site: WordPress, server: RecordingServer
) -> None:
    site.php("update_option('listen_settings', ['voice' => 'tone:low']);")
    plain, own = site.new_post(), site.new_post(meta={"_listen_voice": "tone:high"})
    site.wait_until_sent()
    assert server.articles[str(plain)]["voice"] == "tone:low"
    assert server.articles[str(own)]["voice"] == "tone:high"
    site.php("delete_option('listen_settings');")
