from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("/etc/hosts", "slash etc slash hosts"),
        ("Open /var/log/syslog to see.", "Open slash var slash log slash syslog to see."),
        ("/usr/local/bin/", "slash usr slash local slash bin slash"),
        ("~/.bashrc", "tilde slash dot bashrc"),
        ("edit /etc/nginx/nginx.conf now", "edit slash etc slash nginx slash nginx dot conf now"),
        ("/r/news", "slash r slash news"),
        ("C:\\Users\\Anna", "C colon backslash Users backslash Anna"),
    ],
)
def test_paths_are_spoken(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("and/or, he/she", "and or, he or she"),
        ("either / or", "either or"),
        ("5/6 and km/h", "five sixths and kilometers per hour"),
        ("the sound /p/", "the sound p"),
    ],
)
def test_a_slash_between_words_is_no_path(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken
