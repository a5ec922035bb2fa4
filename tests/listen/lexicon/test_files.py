from pathlib import Path

import pytest

from audio_cache.settings_values import SettingsError
from audio_cache.spec import LexiconEntry
from listen.config import WebConfig
from listen.lexicon.entries import LexiconError
from listen.lexicon.files import load_lexicon_file

PLS = (
    '<lexicon xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa">'
    "<lexeme><grapheme>gif</grapheme><phoneme>dʒɪf</phoneme></lexeme></lexicon>"
)


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    "toml",
    [
        'nginx = "engine x"',
        '[lexicon]\nnginx = "engine x"',
        '[nginx]\nsay = "engine x"',
        '[[lexicon]]\nword = "nginx"\nsay = "engine x"',
    ],
)
def test_toml_may_be_written_in_several_ways(toml: str) -> None:
    Path("words.toml").write_text(toml)
    assert load_lexicon_file(Path("words.toml")) == (LexiconEntry("nginx", "engine x"),)


@pytest.mark.parametrize(
    ("name", "text"),
    [("gone.toml", None), ("a.toml", "x ="), ("a.toml", "x = 3"), ("a.pls", "<"), ("folder", "")],
)
def test_the_error_names_the_file(name: str, text: str | None) -> None:
    if text:
        Path(name).write_text(text)
    elif text is not None:
        Path(name).mkdir()
    with pytest.raises(LexiconError, match=name):
        load_lexicon_file(Path(name))


def test_the_server_has_a_table_and_files() -> None:
    Path("names.pls").write_text(PLS)
    Path("listen.toml").write_text(
        'lexicon_files = ["names.pls"]\n[lexicon]\nKyiv = "Keev"\nNgo = {ipa = "ŋo"}\n'
    )
    config = WebConfig.load({})
    assert config.lexicon_files == (LexiconEntry("gif", ipa="dʒɪf"),)
    assert config.lexicon == (
        LexiconEntry("Kyiv", "Keev", case=True),
        LexiconEntry("Ngo", ipa="ŋo", case=True),
    )
    environ = {"LISTEN_LEXICON": 'nginx = "engine x"', "LISTEN_LEXICON_FILES": "names.pls,"}
    assert WebConfig.load(environ).lexicon == (LexiconEntry("nginx", "engine x"),)
    assert WebConfig.load(environ).lexicon_files == config.lexicon_files


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"LISTEN_LEXICON": 'Kyiv = ""'}, "'lexicon' is invalid: entry 'Kyiv'"),
        ({"LISTEN_LEXICON_FILES": "gone.pls"}, "gone.pls"),
    ],
)
def test_an_invalid_lexicon_is_an_error_at_the_start(environ: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        WebConfig.load(environ)
