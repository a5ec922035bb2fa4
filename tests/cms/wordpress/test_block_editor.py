"""The block editor in a real browser, with a meta box of another plug-in."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.cms.wordpress.recording_server import RecordingServer
from tests.cms.wordpress.site import PASSWORD, USER, WordPress

pytestmark = pytest.mark.cms

TIMEOUT = 60_000
SCREENSHOTS = os.environ.get("LISTEN_SCREENSHOTS")
"""Folder in which screenshots are left for people to look at."""

_OLD_META_BOX = """
add_action('add_meta_boxes', function () {
    add_meta_box('old', 'An old box', fn() => print '<input name="note" value="A note">', 'post');
});
add_action('save_post', function ($id) {
    if (isset($_POST['note'])) { update_post_meta($id, 'note', 'stored'); }
});
add_filter('listen_article_html', function ($html, $post) {
    return $html . get_post_meta($post->ID, 'note', true);
}, 10, 2);
"""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        page.set_default_timeout(TIMEOUT)
        expect.set_options(timeout=TIMEOUT)
        yield page
        browser.close()


def screenshot(page: Page, name: str) -> None:
    if SCREENSHOTS:
        page.screenshot(path=Path(SCREENSHOTS) / f"{name}.png")


def test_publishing_in_the_block_editor_makes_one_request_and_shows_the_audio(
    site: WordPress, server: RecordingServer, page: Page
) -> None:
    site.add_must_use("old", _OLD_META_BOX)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{site.url}/wp-login.php")
    page.fill("#user_login", USER)
    page.fill("#user_pass", PASSWORD)
    page.click("#wp-submit")
    page.wait_for_url("**/wp-admin/**")

    page.goto(f"{site.url}/wp-admin/post-new.php")
    page.wait_for_function("window.wp?.data?.select('core/editor')?.getCurrentPostId()")
    page.evaluate(
        """() => {
            wp.data.dispatch('core/preferences').set('core/edit-post', 'welcomeGuide', false);
            wp.data.dispatch('core/editor').editPost({
                title: 'From the editor',
                content: '<!-- wp:paragraph --><p>Words.</p><!-- /wp:paragraph -->'
                    + '<!-- wp:listen/player /-->',
            });
        }"""
    )
    page.evaluate("wp.data.dispatch('core/edit-post').openGeneralSidebar('edit-post/document')")
    post = page.evaluate("wp.data.select('core/editor').getCurrentPostId()")
    page.locator(".components-panel__body-title button", has_text="Listen").click()
    panel = page.locator(".components-panel__body", has_text="No audio for this post")
    expect(panel.locator(".listen-state")).to_have_text("Not sent")

    page.locator(".editor-post-publish-button__button").first.click()
    page.locator(".editor-post-publish-panel .editor-post-publish-button").click()
    page.wait_for_function("wp.data.select('core/editor').isCurrentPostPublished()")
    page.wait_for_function("!wp.data.select('core/edit-post').isSavingMetaBoxes()")
    site.wait_until_sent()
    assert server.methods(post) == ["PUT"]
    assert server.articles[str(post)]["html"].endswith("stored")

    page.keyboard.press("Escape")
    page.evaluate(
        "wp.data.dispatch('core/edit-post').closePublishSidebar();"
        "wp.data.dispatch('core/edit-post').openGeneralSidebar('edit-post/document')"
    )
    expect(panel.locator(".listen-state")).to_have_text("Made")
    expect(panel.locator("audio")).to_be_visible()
    panel.scroll_into_view_if_needed()
    screenshot(page, "block-editor")

    panel.get_by_label("Voice").fill("tone:high")
    page.evaluate("wp.data.dispatch('core/editor').savePost()")
    page.wait_for_function("!wp.data.select('core/editor').isSavingPost()")
    page.wait_for_function("!wp.data.select('core/edit-post').isSavingMetaBoxes()")
    site.wait_until_sent()
    assert server.methods(post) == ["PUT", "PUT"]
    assert server.articles[str(post)]["voice"] == "tone:high"

    panel.get_by_label("No audio for this post").check()
    page.evaluate("wp.data.dispatch('core/editor').savePost()")
    page.wait_for_function("!wp.data.select('core/editor').isSavingPost()")
    site.wait_until_sent()
    assert server.methods(post) == ["PUT", "PUT", "DELETE"]
    expect(panel.locator(".listen-detail")).to_have_text("Audio is switched off for this post.")
    assert errors == []
    site.remove_must_use("old")


def test_the_block_is_in_the_editor(site: WordPress, page: Page) -> None:
    post = site.new_post(content="<!-- wp:listen/player /-->")
    page.goto(f"{site.url}/wp-admin/post.php?post={post}&action=edit")
    # A meta box of another plug-in keeps the canvas out of a frame.
    page.wait_for_function(
        """() => {
            const frame = document.querySelector('iframe[name=editor-canvas]');
            const canvas = frame?.contentDocument ?? document;
            return canvas.body?.innerText.includes('Readers see the player here');
        }"""
    )
    screenshot(page, "block")
