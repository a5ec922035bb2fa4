"""Errors in a settings file name the line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_cache.settings_lines import line_of, locate
from audio_cache.settings_values import SettingsError
from listen.config import WebConfig

FILE = """# hosts = 1
port = 8000

[article]
tables = "read"   # hosts

[ sites.news ]    # the main one
voice = "x"
hosts = ["news.example"]
lexicon.Kyiv = "Keev"

[sites."blog"]
"hold" = true
[sites.blog.article]
code = "skip"
"""


@pytest.mark.parametrize(
    ("setting", "line"),
    [
        ("port", 2),
        ("article.tables", 5),
        ("sites.news.hosts", 9),
        ("sites.news.lexicon", 7),
        ("sites.news.lexicon.Kyiv", 10),
        ("sites.blog.hold", 13),
        ("sites.blog.hosts", 12),
        ("sites.blog.article.code", 15),
        ("sites.other.hosts", None),
        ("host", None),
    ],
)
def test_the_line_of_a_setting(setting: str, line: int | None) -> None:
    assert line_of(FILE, setting) == line


@given(st.text(), st.text(min_size=1))
def test_any_file_and_any_message(text: str, message: str) -> None:
    assert locate(Path("listen.toml"), text, message).endswith(message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("port = 0\n", "line 1: The setting 'port' must be between"),
        ("\n[sites.a]\nhosts = 3\n", "line 3: 'sites.a.hosts' must be a list"),
        ("[sites.a]\nhosts = ['a.example']\nhold = 1\n", "line 3: 'sites.a.hold' must be true"),
        ("[sites.a]\nvoice = 'x'\n", "line 1: 'sites.a.hosts' must be a list"),
        ("[sites.a]\nhosts = ['a.example']\nhots = 1\n", "line 3: 'sites.a.hots' is not"),
        ("[sites.A]\nhosts = ['a.example']\n", "listen.toml: The name of a site must"),
        ("[sites.a]\nhosts = [}\n", "line 2"),
    ],
)
def test_a_wrong_file_is_named_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "listen.toml"
    file.write_text(text)
    with pytest.raises(SettingsError) as caught:
        WebConfig.load({"LISTEN_CONFIG": str(file)})
    assert str(file) in str(caught.value)
    assert message in str(caught.value)


def test_a_wrong_variable_is_not_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "listen.toml"
    file.write_text("port = 8000\n")
    with pytest.raises(SettingsError) as caught:
        WebConfig.load({"LISTEN_CONFIG": str(file), "LISTEN_PORT": "x"})
    assert str(file) not in str(caught.value)
