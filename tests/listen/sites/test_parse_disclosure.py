"""The setting `disclosure`."""

from typing import Any

import pytest

from audio_cache.settings_values import SettingsError
from listen.article.disclosure import Disclosure
from listen.config import WebConfig
from listen.sites.parse import parse_site
from listen.sites.parse_disclosure import MAX_LENGTH, parse_disclosure
from listen.sites.profile import SiteProfiles


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("text", Disclosure()),
        ("spoken", Disclosure("spoken")),
        ("off", Disclosure("off")),
        ({}, Disclosure()),
        ({"mode": "spoken", "place": "end"}, Disclosure("spoken", "end")),
        ({"text": " By\n a machine "}, Disclosure(text=(("", "By a machine"),))),
        ({"sentence": "By a machine."}, Disclosure("spoken", sentence=(("", "By a machine."),))),
        (
            {"mode": "text", "text": {"pt-br": "Lido por IA", "DE": "KI"}},
            Disclosure(text=(("pt-BR", "Lido por IA"), ("de", "KI"))),
        ),
        ('mode = "spoken"\nplace = "end"', Disclosure("spoken", "end")),
    ],
)
def test_a_mode_or_a_table_is_accepted(value: Any, expected: Disclosure) -> None:
    assert parse_disclosure("disclosure", value) == expected


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("on", "'d' must be one of: text, spoken, off; got 'on'."),
        ("", "'d' must be one of: text, spoken, off; got ''."),
        (True, "'d' must be a TOML table, got True."),
        (["off"], "'d' must be a TOML table, got ['off']."),
        ({"mode": 1}, "'d.mode' must be one of: text, spoken, off; got 1."),
        ({"mode": ["off"]}, "'d.mode' must be one of: text, spoken, off; got ['off']."),
        ({"place": "middle"}, "'d.place' must be one of: beginning, end; got 'middle'."),
        ({"wording": "x"}, "'d.wording' is not a setting."),
        ({"text": ""}, "'d.text' must be a line of 1 to 300 characters, got ''."),
        ({"text": " \n"}, "'d.text' must be a line of 1 to 300 characters"),
        ({"text": "x" * (MAX_LENGTH + 1)}, "'d.text' must be a line of 1 to 300 characters"),
        ({"text": "a\0b"}, "'d.text' must be a line of 1 to 300 characters"),
        ({"text": 5}, "'d.text' must be a TOML table, got 5."),
        ({"text": {"en": 5}}, "'d.text.en' must be a line of 1 to 300 characters, got 5."),
        ({"sentence": {"e n": "x"}}, "got the language 'e n'."),
    ],
)
def test_anything_else_is_refused(value: Any, message: str) -> None:
    with pytest.raises(SettingsError) as error:
        parse_disclosure("d", value)
    assert message in str(error.value)


def test_a_site_overrides_the_server() -> None:
    config = WebConfig.load({"LISTEN_DISCLOSURE": "spoken"})
    table = {"hosts": ["a.example"]}
    sites = [parse_site("a", table), parse_site("b", {"hosts": ["b.example"], "disclosure": "off"})]
    profiles = SiteProfiles(config.default_profile, sites)
    assert profiles.for_url("https://a.example/1").disclosure.mode == "spoken"
    assert profiles.for_url("https://b.example/1").disclosure.mode == "off"
    assert profiles.for_url("https://other.example/1").disclosure.mode == "spoken"
    assert [profiles.of(name).site for name in ("a", "b", "c")] == ["a", "b", None]


def test_an_error_names_the_site() -> None:
    with pytest.raises(SettingsError, match=r"'sites\.b\.disclosure' must be one of"):
        parse_site("b", {"hosts": ["b.example"], "disclosure": "yes"})
