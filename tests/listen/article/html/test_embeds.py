"""Embedded posts are read, without the names and links around them."""

import pytest

from tests.listen.article.html.pages import between

POST = "The bridge will be built again, and soon."


@pytest.mark.parametrize(
    "embed",
    [
        "<blockquote class=twitter-tweet><p>{}</p>— Town (@town) <a href=x>May 2, 2026</a>"
        "</blockquote>",
        "<blockquote class='twitter-video x'><p>{}</p>— Town (@town) May 2, 2026</blockquote>",
        "<blockquote class=bluesky-embed><p>{}</p>— Town (<a href=x>@town</a>) "
        "<a href=y>May 2, 2026 at 3:14 PM</a></blockquote>",
        "<div class=fb-post><blockquote class=fb-xfbml-parse-ignore><p>{}</p>Posted by "
        "<a href=x>Town</a> on <a href=y>Monday, May 2, 2026</a></blockquote></div>",
    ],
)
def test_the_text_of_a_post_is_read(embed: str) -> None:
    assert between(embed.format(POST)) == [POST]


@pytest.mark.parametrize(
    "embed",
    [
        "<blockquote class=instagram-media><div><a href=x>View this post on Instagram</a></div>"
        "<p><a href=x>A post shared by Town (@town)</a></p></blockquote>",
        "<blockquote class=mastodon-embed><div>Post by @town</div><div>View it</div></blockquote>",
        "<p class='jetpack-slideshow-noscript'>Please enable your scripts to see the slides.</p>",
    ],
)
def test_a_card_without_the_text_of_the_post_is_dropped(embed: str) -> None:
    assert between(embed) == []
