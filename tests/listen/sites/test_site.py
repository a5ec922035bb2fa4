import json
from pathlib import Path

import pytest

from audio_cache.settings_values import SettingsError
from listen.article.policy import Policy
from listen.config import WebConfig
from listen.sites.parse import parse_site
from listen.sites.profile import SiteProfile, SiteProfiles

SITES = """
fetch = ["Example.com", "any"]
[article]
tables = "announce"
captions = "read"
[sites.news]
hosts = ["example.org", "WWW.example.org."]
[sites.news.article]
captions = "skip"
dropped = [".promo", "aside > p"]
[sites.blog]
hosts = ["bücher.example"]
"""


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def load(text: str) -> WebConfig:
    Path("listen.toml").write_text(text, "utf-8")
    return WebConfig.load({})


@pytest.mark.parametrize(
    ("url", "captions", "dropped"),
    [
        ("https://www.example.org/a", "skip", (".promo", "aside > p")),
        ("https://example.org.:443/", "skip", (".promo", "aside > p")),
        ("https://xn--bcher-kva.example/", "read", ()),
        ("https://not-example.org/", "read", ()),
        ("no address", "read", ()),
        (None, "read", ()),
    ],
)
def test_a_page_has_the_policy_of_its_site(
    url: str | None, captions: str, dropped: tuple[str, ...]
) -> None:
    config = load(SITES)
    policy = SiteProfiles(config.default_profile, config.sites).for_url(url).policy
    assert (policy.tables, policy.captions, policy.dropped) == ("announce", captions, dropped)


def test_a_sites_lexicon_overrides_the_servers() -> None:
    config = load(
        '[lexicon]\nKyiv = "Keev"\nA = "x"\n'
        '[sites.a]\nhosts = ["a.org"]\n[sites.a.lexicon]\nA = "y"'
    )
    profiles = SiteProfiles(config.default_profile, config.sites)
    for url, said in [("https://a.org/", "y"), ("https://b.org/", "x"), (None, "x")]:
        lexicon = profiles.for_url(url).lexicon
        assert [(entry.word, entry.say) for entry in lexicon] == [("Kyiv", "Keev"), ("A", said)]


def test_a_profile_survives_json() -> None:
    config = load(SITES + '[sites.blog.lexicon]\nA = {ipa = "a"}')
    for url in ("https://example.org", "https://bücher.example"):
        profile = SiteProfiles(config.default_profile, config.sites).for_url(url)
        assert SiteProfile.from_dict(json.loads(json.dumps(profile.to_dict()))) == profile


def test_hosts_are_stored_in_canonical_form() -> None:
    config = load(SITES)
    assert config.fetch == ("example.com", "any")
    assert config.sites[0].hosts == ("example.org", "www.example.org")


def test_tables_can_be_written_in_variables() -> None:
    config = WebConfig.load(
        {
            "LISTEN_FETCH": "a.org, b.org",
            "LISTEN_ARTICLE": 'code = "skip"',
            "LISTEN_SITES": 'a = {hosts = ["a.org"]}',
        }
    )
    assert config.fetch == ("a.org", "b.org")
    assert config.article == Policy(code="skip")
    assert config.sites[0].name == "a"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('fetch = ["exa mple.org"]', "fetch"),
        ("fetch = 1", "fetch"),
        ("article = 1", "article"),
        ("[article]\ntable = 1", r"article\.table' is not a setting"),
        ('[article]\ntables = "sing"', r"article\.tables"),
        ("[article]\ntables = []", r"article\.tables"),
        ('[article]\ndropped = "p"', r"article\.dropped"),
        ("sites = []", "sites"),
        ("[sites]\na = 1", r"sites\.a"),
        ("[sites.a]", r"sites\.a\.hosts"),
        ("[sites.a]\nhosts = []", r"sites\.a\.hosts"),
        ('[sites.a]\nhosts = ["any"]', r"sites\.a\.hosts"),
        ('[sites.a]\nhosts = ["0x7f.1"]', r"sites\.a\.hosts' must list .* got '0x7f\.1'"),
        ('fetch = ["https://a.org/"]', r"'fetch' must list .* got 'https://a\.org/'"),
        ('[sites.a]\nhosts = ["a.org"]\nhost = 1', r"sites\.a\.host' is not a setting"),
        ('[sites.a]\nhosts = ["a.org"]\narticle = 1', r"sites\.a\.article"),
        ('[sites.a]\nhosts = ["a.org"]\n[sites.a.article]\nkept = [1]', r"sites\.a\.article\.kept"),
        ('[sites.a]\nhosts = ["a.org"]\nlexicon = 1', r"sites\.a\.lexicon"),
        ('[sites.a]\nhosts = ["a.org"]\n[sites.b]\nhosts = ["A.org"]', r"a\.org.*sites\.a"),
    ],
)
def test_the_error_names_the_key(text: str, named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        load(text)


@pytest.mark.parametrize("selector", ["div[", "", "p::before", "a:unheard-of", "ns|p"])
def test_the_error_of_an_invalid_selector_names_its_key(selector: str) -> None:
    with pytest.raises(SettingsError, match=r"article\.kept"):
        load(f"[article]\nkept = [{selector!r}]")


def test_a_variable_with_invalid_toml_is_an_error() -> None:
    with pytest.raises(SettingsError, match="sites"):
        WebConfig.load({"LISTEN_SITES": "a ="})


SITE = '[sites.a]\nhosts = ["a.org"]\n'


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('callbacks = "https://a.org/"', r"sites\.a\.secrets' must list a secret"),
        ('callbacks = "https://a.org/"\nsecrets = ["not Base64!"]', "first secret"),
        ('callbacks = "https://a.org/"\nsecrets = ["whsec_"]', "first secret"),
        ('purge_url = "ftp://a.org/"', r"sites\.a\.purge_url"),
        ('purge_url = "http://u:p@a.org/"', r"sites\.a\.purge_url"),
        ('purge_url = "http://a.org:x/"', r"sites\.a\.purge_url"),
        ('purge_url = "http://a.org:0/"', r"sites\.a\.purge_url"),
        ('feeds = ["http://exa mple.org/"]', r"sites\.a\.feeds"),
        ("private_hosts = 1", r"sites\.a\.private_hosts"),
        ('private_hosts = ["127.0.0.1"]', "HOST:PORT.*'127"),
        ('private_hosts = ["http://127.0.0.1:80"]', "HOST:PORT"),
        ('private_hosts = ["a:80/x"]', "HOST:PORT"),
        ('private_hosts = ["u@a:80"]', "HOST:PORT"),
        ('private_hosts = ["a:0"]', "HOST:PORT"),
        ('private_hosts = ["a:99999"]', "HOST:PORT"),
        ('private_hosts = ["::1:80"]', "HOST:PORT"),
        ('private_hosts = [":80"]', "HOST:PORT"),
        ("purge_headers = 1", r"sites\.a\.purge_headers"),
        ('purge_headers = {Host = "a"}', "Host"),
        ('purge_headers = {Webhook-Id = "a"}', "Webhook-Id"),
        ('purge_headers = {"a b" = "a"}', "a b"),
        ('purge_headers = {a = "\\r\\nsecret"}', r"purge_headers\.a"),
        ("purge_headers = {a = 1}", r"purge_headers\.a"),
    ],
)
def test_the_error_of_a_request_to_the_site_names_the_key(text: str, named: str) -> None:
    with pytest.raises(SettingsError, match=named) as error:
        load(SITE + text)
    assert "nsecret" not in str(error.value)


def test_private_hosts_are_canonical() -> None:
    config = load(SITE + 'private_hosts = ["CMS.Local.:080", "[0:0::1]:2368", "cms.local:80"]')
    assert config.sites[0].private_hosts == ("cms.local:80", "[::1]:2368")


def test_only_listen_toml_opens_the_private_network() -> None:
    table = {"hosts": ["a.org"], "private_hosts": ["127.0.0.1:80"]}
    with pytest.raises(SettingsError, match=r"listen\.toml only"):
        parse_site("a", table)
    assert parse_site("a", table, is_trusted=True).private_hosts == ("127.0.0.1:80",)


def test_plays_are_counted_only_if_the_site_says_so() -> None:
    table = {"hosts": ["a.example"]}
    assert not parse_site("a", table).plays
    assert parse_site("a", {**table, "plays": True}).plays
    with pytest.raises(SettingsError, match=r"'sites\.a\.plays' must be true or false, got 1"):
        parse_site("a", {**table, "plays": 1})
