"""The table [sites.NAME.podcast]."""

from typing import Any

import pytest

from audio_cache.settings_values import SettingsError
from listen.sites.parse import parse_site
from listen.sites.podcast_categories import CATEGORIES
from listen.sites.site import Podcast


def parse(value: Any) -> Podcast | None:
    return parse_site("news", {"hosts": ["news.example"], "podcast": value}).podcast


def test_a_site_without_the_table_has_no_podcast() -> None:
    assert parse_site("news", {"hosts": ["news.example"]}).podcast is None


def test_every_setting_has_a_default() -> None:
    assert parse({}) == Podcast()


def test_all_settings_are_read() -> None:
    values: dict[str, Any] = {
        "title": "The news, read aloud",
        "description": "Every article.",
        "language": "de-AT",
        "author": "The editors",
        "owner_email": "podcast@news.example",
        "link": "https://news.example/listen",
        "image": "pictures/artwork.JPG",
        "category": "News",
        "subcategory": "Daily News",
        "explicit": True,
        "prefix": "https://op3.dev/e/",
        "page_size": 50,
        "locked": False,
        "guid": "917393E3-1b1e-5cef-ace4-edaa54e1f810",
    }
    guid = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    assert parse(values) == Podcast(**{**values, "guid": guid})


@pytest.mark.parametrize("image", ["https://cdn.example/a.png?v=2", "a.jpeg", "x/y z.png"])
def test_artwork_is_a_url_or_a_file(image: str) -> None:
    found = parse({"image": image})
    assert found
    assert found.image == image


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ("title = 1", "'sites.news.podcast.title' must be a string, got 1."),
        ([], "'sites.news.podcast' must be a TOML table"),
        ({"titel": "x"}, "'sites.news.podcast.titel' is not a setting."),
        ({"title": " "}, "title' must be a string"),
        ({"language": "english"}, "must be a language tag such as en or de-AT, got 'english'."),
        ({"owner_email": "nobody"}, "must be an e-mail address, got 'nobody'."),
        ({"link": "news.example"}, "'sites.news.podcast.link' must be an http or https URL"),
        ({"link": ["https://a.example", "https://b.example"]}, "link' must be a string"),
        ({"prefix": "op3.dev/e"}, "prefix' must be an http or https URL"),
        ({"image": "/etc/artwork.png"}, "below the data directory, got '/etc/artwork.png'."),
        ({"image": "a/../../artwork.png"}, "below the data directory"),
        ({"image": "..\\artwork.png"}, "below the data directory"),
        ({"image": "listen.db"}, "a .jpg or .png file"),
        ({"image": "ftp://a.example/a.gif"}, "must be a URL, or the path"),
        ({"image": "https:///a.png"}, "image' must be an http or https URL"),
        ({"category": "news"}, "must be one of: Arts, Business,"),
        ({"category": "History", "subcategory": "Rome"}, "none: the category has no subcategories"),
        ({"subcategory": "Golf"}, "must be one of: Business News, Daily News,"),
        ({"explicit": "no"}, "must be true or false, got 'no'."),
        ({"page_size": 0}, "must be a whole number from 1 to 1000, got 0."),
        ({"page_size": True}, "must be a whole number"),
        ({"locked": 1}, "must be true or false"),
        ({"guid": "917393e3"}, "guid' must be a UUID, got '917393e3'."),
    ],
)
def test_a_wrong_value_is_named(values: Any, error: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse(values)
    assert error in str(caught.value)


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_category_of_apple_is_known_with_its_subcategories(category: str) -> None:
    assert parse({"category": category})
    for subcategory in CATEGORIES[category]:
        found = parse({"category": category, "subcategory": subcategory})
        assert found
        assert found.subcategory == subcategory
