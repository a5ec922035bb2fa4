import pytest

from audio_cache.settings_values import SettingsError, parse_store_url
from audio_cache.store_url import S3Location, check_store_url, media_origin, parse_s3_url


@pytest.mark.parametrize(
    ("url", "location"),
    [
        ("s3://listen", S3Location("listen")),
        ("s3://listen/", S3Location("listen")),
        ("s3://my.bucket-1/a/b_c/", S3Location("my.bucket-1", "a/b_c")),
        (
            "s3://listen/x?endpoint=http%3A%2F%2Fminio%3A9000%2F&region=eu-central-1",
            S3Location("listen", "x", "http://minio:9000", region="eu-central-1"),
        ),
        (
            "s3://listen?endpoint=http://[::1]:9000&public_endpoint=https://s3.example"
            "&addressing=virtual",
            S3Location("listen", "", "http://[::1]:9000", "https://s3.example", "", "virtual"),
        ),
    ],
)
def test_a_url_names_a_bucket_and_its_service(url: str, location: S3Location) -> None:
    check_store_url(url)
    assert parse_s3_url(url) == location
    assert parse_store_url(url) == url


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        ("http://listen", "begin with"),
        ("listen", "begin with"),
        ("s3://", "bucket"),
        ("s3://Listen", "bucket"),
        ("s3://ab", "bucket"),
        ("s3://[", "a URL"),
        ("s3://listen/a//b", "prefix"),
        ("s3://listen/../b", "prefix"),
        ("s3://listen/a%20b", "prefix"),
        ("s3://listen/a#b", "prefix"),
        ("s3://key:secret@listen", "no credentials: set AWS_ACCESS_KEY_ID"),
        ("s3://listen?secret_key=secret", "no other options"),
        ("s3://listen?endpoint=minio:9000", "'endpoint' must be"),
        ("s3://listen?endpoint=", "'endpoint' must be"),
        ("s3://listen?endpoint=http://a:secret@minio", "'endpoint' must be"),
        ("s3://listen?endpoint=http://minio:99999", "'endpoint' must be"),
        ("s3://listen?public_endpoint=ftp://minio", "'public_endpoint' must be"),
        ("s3://listen?region=", "'region' must be"),
        ("s3://listen?addressing=host", "'addressing' must be"),
        ("file://host/folder", "path of a folder"),
        ("file:///", "path of a folder"),
        ("file:///folder?a=b", "path of a folder"),
    ],
)
def test_any_other_url_is_refused_without_its_secrets(url: str, rule: str) -> None:
    with pytest.raises(ValueError, match=rule):
        check_store_url(url)
    with pytest.raises(SettingsError, match="'store_url' must be like") as caught:
        parse_store_url(url)
    assert "secret@" not in str(caught.value)
    assert "=secret" not in str(caught.value)


def test_a_folder_is_a_store() -> None:
    check_store_url("file:///var/lib/listen/a%20b")
    assert parse_store_url("") == ""
    with pytest.raises(SettingsError, match="a string"):
        parse_store_url(7)


def test_the_origin_of_audio_is_that_of_the_service_for_readers() -> None:
    assert media_origin("file:///folder") == ""
    assert media_origin("s3://listen?endpoint=http://minio:9000/s3") == "http://minio:9000"
    assert media_origin("s3://listen?region=eu-west-1") == "https://*.amazonaws.com"
    url = "s3://listen?endpoint=http://minio&public_endpoint=https://s3.example&addressing=virtual"
    assert media_origin(url) == "https://listen.s3.example"
