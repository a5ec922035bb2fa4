"""The setting `accel_redirect`."""

import pytest

from audio_cache.settings_values import SettingsError
from listen.config import WebConfig
from listen.internal_location import parse_internal_location


@pytest.mark.parametrize("path", ["", "/listen-audio/", "/internal/audio_1/"])
def test_a_path_between_slashes_is_accepted(path: str) -> None:
    assert parse_internal_location(path) == path


@pytest.mark.parametrize(
    "path", ["/", "audio/", "/audio", "//", "/../", "/a b/", "/a\r\nX: y/", "@name", 5, True]
)
def test_any_other_text_is_refused(path: object) -> None:
    with pytest.raises(SettingsError, match="'accel_redirect' must be the path"):
        parse_internal_location(path)


def test_nginx_cannot_send_from_an_object_store() -> None:
    with pytest.raises(SettingsError, match="'accel_redirect' must not be set with 'store_url'"):
        WebConfig(accel_redirect="/audio-files/", store_url="s3://bucket/audio")
