"""Where the player is: once on the page of a post, and nowhere else."""

import json
import re
from urllib.parse import urlsplit

import pytest

from tests.cms.wordpress.recording_server import AUDIO, RecordingServer
from tests.cms.wordpress.site import WordPress
from tests.conftest import wait_until

pytestmark = pytest.mark.cms

ELEMENT = re.compile(r'<listen-article source-url="([^"]*)"></listen-article>')
SCRIPT = re.compile(r"""<script[^>]*player\.js["'][^>]*>""")
BLOCK = "<!-- wp:listen/player /-->"


@pytest.fixture(scope="module", params=["classic", "twentytwentyfour"])
def themed(connected_site: WordPress, request: pytest.FixtureRequest) -> WordPress:
    """A site with a theme of each kind: of PHP and of blocks."""
    connected_site.php(f"switch_theme('{request.param}');")
    return connected_site


def path_of(site: WordPress, post: int) -> str:
    return str(urlsplit(site.rest("GET", f"/wp/v2/posts/{post}")["link"]).path)


def test_the_page_of_a_post_has_one_element_and_one_script(
    themed: WordPress, server: RecordingServer
) -> None:
    post = themed.new_post("A title's “&”")
    link = themed.rest("GET", f"/wp/v2/posts/{post}")["link"]
    html = themed.page(urlsplit(link).path)
    assert ELEMENT.findall(html) == [link]
    scripts = SCRIPT.findall(html)
    assert len(scripts) == 1
    assert 'type="module"' in scripts[0]
    assert f"{server.url}/player.js" in scripts[0]
    assert html.index("<listen-article") < html.index("These are the words")


def test_a_block_or_a_shortcode_is_the_only_element(themed: WordPress) -> None:
    contents = (
        f"<p>Words.</p>{BLOCK}",
        "<p>Words.</p>\n\n[listen]\n\n<p>More.</p>",
        f"<p>Words.</p>{BLOCK}[listen]{BLOCK}",
        f"<!-- wp:group --><div class='wp-block-group'><p>Words.</p>{BLOCK}</div>"
        "<!-- /wp:group -->",
    )
    paths = [path_of(themed, themed.new_post(content=content)) for content in contents]
    plain = path_of(themed, themed.new_post())
    for automatic in ("true", "false"):
        themed.php(f"update_option('listen_settings', ['automatic' => {automatic}]);")
        for path, content in zip(paths, contents, strict=True):
            html = themed.page(path)
            assert len(ELEMENT.findall(html)) == 1, content
            assert html.index("Words.") < html.index("<listen-article"), content
            assert len(SCRIPT.findall(html)) == 1, content
    assert "listen-article" not in themed.page(plain)
    assert "player.js" not in themed.page(plain)
    themed.php("delete_option('listen_settings');")
    assert len(ELEMENT.findall(themed.page(plain))) == 1


def test_lists_feeds_and_answers_have_no_element(themed: WordPress) -> None:
    content = f"<p>Searchable words.</p>{BLOCK}[listen]"
    posts = [themed.new_post(f"Listed {number}", content=content) for number in range(3)]
    plain = themed.new_post("Listed without a block")
    page = themed.rest("POST", "/wp/v2/pages", title="Page", content=content, status="publish")
    paths = [
        "/",
        "/feed/",
        "/?s=Searchable",
        "/author/admin/",
        "/category/uncategorized/",
        "/2026/",
        f"{path_of(themed, plain)}feed/",
        f"{path_of(themed, plain)}embed/",
        urlsplit(page["link"]).path,
        "/no-such-page/",
        "/wp-json/wp/v2/posts?per_page=10",
        f"/wp-json/wp/v2/posts/{posts[0]}",
        "/wp-json/wp/v2/search?search=Searchable",
        f"/wp-json/oembed/1.0/embed?url={themed.url}{path_of(themed, plain)}",
    ]
    for path in paths:
        html = themed.page(path)
        assert "listen-article" not in html, path
        assert "player.js" not in html, path


def test_a_post_that_is_not_public_has_no_element(themed: WordPress) -> None:
    locked = path_of(themed, themed.new_post(password="secret"))
    assert "post-password-form" in themed.page(locked)
    assert "listen-article" not in themed.page(locked)
    visitor = themed.admin
    visitor.post(
        f"{themed.url}/wp-login.php?action=postpass",
        data={"post_password": "secret"},
        timeout=60,
        allow_redirects=False,
    )
    unlocked = visitor.get(themed.url + locked, timeout=60).text
    assert "These are the words" in unlocked
    assert "listen-article" not in unlocked
    private = path_of(themed, themed.new_post(status="private"))
    assert "listen-article" not in themed.admin.get(themed.url + private, timeout=60).text
    draft = themed.new_post(status="draft")
    preview = themed.admin.get(f"{themed.url}/?p={draft}&preview=true", timeout=60).text
    assert "These are the words" in preview
    assert "listen-article" not in preview


def test_a_post_that_is_switched_off_has_no_element(themed: WordPress) -> None:
    post = themed.new_post(meta={"_listen_off": True})
    assert "listen-article" not in themed.page(path_of(themed, post))


def test_the_element_survives_plugins_that_render_the_content_twice(themed: WordPress) -> None:
    themed.add_must_use(
        "twice",
        """
        add_action('wp_head', function () {
            if (is_singular()) {
                $content = apply_filters('the_content', get_post()->post_content);
                echo '<!-- ', strlen($content), ' -->';
            }
        });
        add_filter('the_content', function ($content) {
            static $inside = false;
            if (! $inside && in_the_loop()) {
                $inside = true;
                strlen(apply_filters('the_content', get_post()->post_content));
                $inside = false;
            }
            return $content;
        }, 5);
        """,
    )
    for content in ("<p>Plain.</p>", f"<p>Words.</p>{BLOCK}"):
        html = themed.page(path_of(themed, themed.new_post(content=content)))
        assert len(ELEMENT.findall(html)) == 1
    themed.remove_must_use("twice")


@pytest.mark.parametrize("place", ["before", "after"])
def test_an_element_in_the_template_is_the_only_one(site: WordPress, place: str) -> None:
    site.php("switch_theme('classic');")
    hook = "loop_start" if place == "before" else "loop_end"
    site.add_must_use(
        "template",
        f"add_action('{hook}', function ($query) {{"
        " if ($query->is_main_query()) { echo do_blocks('<!-- wp:listen/player /-->'); } });",
    )
    post = site.new_post()
    html = site.page(path_of(site, post))
    assert len(ELEMENT.findall(html)) == 1
    assert "listen-article" not in site.page("/")
    site.remove_must_use("template")


def test_the_address_is_escaped_and_that_of_the_article(
    site: WordPress, server: RecordingServer
) -> None:
    site.php("switch_theme('classic');")
    site.add_must_use(
        "address", "add_filter('listen_article_url', fn($url) => $url . '?a=1&b=\"><script>');"
    )
    post = site.new_post()
    html = site.page(path_of(site, post))
    site.wait_until_sent()
    site.remove_must_use("address")
    found = re.findall(r'<listen-article source-url="([^"]*)">', html)
    assert len(found) == 1
    assert "<script" not in found[0]
    assert server.articles[str(post)]["url"].endswith('?a=1&b="><script>')


def test_the_head_describes_the_audio(site: WordPress, server: RecordingServer) -> None:
    site.php("switch_theme('classic');")
    post = site.new_post()
    path = path_of(site, post)
    site.wait_until_sent()
    pattern = re.compile(r'<script type="application/ld\+json" class="listen-audio">(.*?)</script>')
    wait_until(lambda: pattern.search(site.page(path)))
    found = pattern.findall(site.page(path))
    assert [json.loads(each) for each in found] == [
        {
            "@context": "https://schema.org",
            "@type": "AudioObject",
            "contentUrl": server.url + AUDIO,
        }
    ]
    assert not pattern.search(site.page("/"))
    site.edit(post, password="secret")
    site.wait_until_sent()
    assert "AudioObject" not in site.page(path)
