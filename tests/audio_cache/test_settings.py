import os
import subprocess
import sys
from pathlib import Path

import pytest

from audio_cache.settings import Settings
from audio_cache.settings_values import SettingsError
from listen.config import WebConfig
from worker.config import WorkerConfig
from worker.engines.gtts_settings import GttsSettings


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_settings_that_are_not_set_have_their_defaults() -> None:
    assert WebConfig.load({}) == WebConfig()


def test_the_environment_overrides_the_file_and_the_command_line_overrides_both() -> None:
    Path("listen.toml").write_text('port = 1\nmax_chars = 5\nhost = "::1"\n')
    config = WebConfig.load({"LISTEN_PORT": "2", "LISTEN_HOST": "localhost"}, host="127.0.0.2")
    assert (config.port, config.max_chars, config.host) == (2, 5, "127.0.0.2")


def test_the_workers_have_their_own_table_and_prefix() -> None:
    Path("listen.toml").write_text('data_dir = "there"\n[worker]\nengines = ["tone"]\n')
    environ = {"LISTEN_WORKER_STALL_SECONDS": "3.5", "LISTEN_PORT": "1"}
    config = WorkerConfig.load(environ)
    assert (config.data_dir, config.engines) == (Path("there"), ("tone",))
    assert config.stall_seconds == 3.5
    assert WebConfig.load(environ).port == 1


def test_lists_and_switches_can_be_written_in_a_variable() -> None:
    config = WebConfig.load({"LISTEN_ALLOWED_ORIGINS": "https://a.org, https://b.org,"})
    assert config.allowed_origins == ("https://a.org", "https://b.org")
    config = WebConfig.load({"LISTEN_FETCH": "a.org, b.org"})
    assert WebConfig.load({"LISTEN_FETCH": ' ["a.org", "b.org"] '}) == config
    environ = {"LISTEN_WORKER_OPENAI_VOICES": '["a,b", "c[d]"]'}
    assert WorkerConfig.load(environ).openai.voices == ("a,b", "c[d]")
    assert WebConfig.load({"LISTEN_OPEN": "on"}).open
    assert not WebConfig.load({"LISTEN_OPEN": "0"}).open


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"LISTEN_PROT": "80"}, "LISTEN_PROT"),
        ({"LISTEN_PORT": "eighty"}, "'port' must be a whole number, got 'eighty'"),
        ({"LISTEN_OPEN": "perhaps"}, "'open' must be on or off, got 'perhaps'"),
        ({"LISTEN_CONFIG": "gone.toml"}, "gone.toml"),
        ({"LISTEN_PORT": "99999"}, "'port' must be between 1 and 65535, got 99999"),
        ({"LISTEN_PORT": "-1"}, "'port' must be between 1"),
        ({"LISTEN_DATA_DIR": ""}, "'data_dir' must be a path, got ''"),
        ({"LISTEN_VOICE_ORDER": '["hibari", "gtts'}, "'voice_order' must be a list of strings"),
        ({"LISTEN_VOICE_ORDER": '["hibari", 3]'}, "'voice_order' must be a list of strings"),
        ({"LISTEN_WORKERS": "-1"}, "'workers' must be at least 0, got -1"),
        ({"LISTEN_MAX_CHARS": "0"}, "'max_chars' must be at least 1"),
        (
            {"LISTEN_ALLOWED_ORIGINS": "https://a.org,example.org"},
            "'allowed_origins' must list .* got 'example",
        ),
        ({"LISTEN_ALLOWED_ORIGINS": "https://a.org/"}, "without a path"),
    ],
)
def test_the_error_names_the_setting_the_rule_and_the_value(
    environ: dict[str, str], named: str
) -> None:
    with pytest.raises(SettingsError, match=named):
        WebConfig.load(environ)


@pytest.mark.parametrize(
    ("settings", "text"),
    [
        (WebConfig, "prot = 1"),
        (WebConfig, "port = "),
        (WebConfig, "\udcff"),
        (WebConfig, "port = 80.5"),
        (WebConfig, "port = true"),
        (WebConfig, "allowed_origins = 3"),
        (WebConfig, "voice_order = [3]"),
        (WebConfig, "online = []"),
        (WebConfig, "online = 3"),
        (WebConfig, "host = 3"),
        (WebConfig, "data_dir = 3"),
        (WebConfig, "default_voice = ['hibari:heart']"),
        (WebConfig, "worker = 3"),
        (WorkerConfig, "worker = 3"),
        (WorkerConfig, "[worker]\nport = 1"),
        (WorkerConfig, "[worker]\nstall_seconds = 0"),
        (WorkerConfig, "[worker]\nstall_seconds = nan"),
        (WorkerConfig, "[worker]\ngtts_requests_per_second = inf"),
    ],
)
def test_an_invalid_file_is_an_error(settings: type[Settings], text: str) -> None:
    Path("listen.toml").write_text(text, "utf-8", "surrogateescape")
    with pytest.raises(SettingsError):
        settings.load({})


def test_the_key_of_the_commands_is_no_setting_and_may_be_set() -> None:
    environ = {"LISTEN_API_KEY": "listen_key"}
    assert WebConfig.load(environ) == WebConfig()
    assert WorkerConfig.load(environ) == WorkerConfig()
    with pytest.raises(SettingsError, match="LISTEN_API_KEYS is not a setting"):
        WebConfig.load({"LISTEN_API_KEYS": "x"})


def test_the_worker_refuses_an_unknown_worker_variable() -> None:
    with pytest.raises(SettingsError, match="LISTEN_WORKER_ENGINE"):
        WorkerConfig.load({"LISTEN_WORKER_ENGINE": "tone"})


class TestEngineSettings:
    def load(self, text: str, **environ: str) -> GttsSettings:
        Path("listen.toml").write_text(text)
        return WorkerConfig.load(environ).gtts

    def test_they_default_to_those_that_the_engine_declares(self) -> None:
        assert self.load("") == GttsSettings()

    def test_an_engine_has_a_table_of_its_own(self) -> None:
        gtts = self.load('[engines.gtts]\ntld = "ie"\nrequests_per_second = 2')
        assert gtts == GttsSettings("ie", 2.0)

    def test_they_may_stand_in_the_workers_table_under_longer_names(self) -> None:
        assert self.load('[worker]\ngtts_tld = "ie"').tld == "ie"

    def test_the_two_tables_may_hold_different_settings(self) -> None:
        text = "[worker]\ngtts_requests_per_second = 2\n[engines.gtts]\ntld = 'ie'"
        assert self.load(text) == GttsSettings("ie", 2.0)

    @pytest.mark.parametrize("text", ['[engines.gtts]\ntld = "ie"', '[worker]\ngtts_tld = "ie"'])
    def test_a_variable_wins_over_the_file(self, text: str) -> None:
        assert self.load(text, LISTEN_WORKER_GTTS_TLD="de").tld == "de"

    @pytest.mark.parametrize(
        ("text", "match"),
        [
            (
                "[worker]\ngtts_tld = 'ie'\n[engines.gtts]\ntld = 'ie'",
                r"'tld' in \[engines.gtts\] and 'gtts_tld' in \[worker\] are the same setting",
            ),
            ("[engines.gtts]\ndomain = 'ie'", r"\[engines.gtts\] has an unknown setting: domain"),
            (
                "[engines.gtts]\ngtts_tld = 'ie'",
                r"\[engines.gtts\] has an unknown setting: gtts_tld",
            ),
            ("[engines.tone]\npitch = 1", r"\[engines.tone\] must name an engine .*: .*gtts"),
            ("[engines]\ngtts = 1", "engines.gtts"),
            ("engines = 1", "engines"),
            ("[engines.gtts]\ntld = 3", "gtts_tld"),
            ("[engines.gtts]\nrequests_per_second = 0", "gtts_requests_per_second"),
            ("[worker]\ngtts = 'ie'", "gtts"),
        ],
    )
    def test_a_setting_that_cannot_be_is_an_error(self, text: str, match: str) -> None:
        with pytest.raises(SettingsError, match=match):
            self.load(text)

    def test_the_variable_of_a_whole_engine_is_no_setting(self) -> None:
        with pytest.raises(SettingsError, match="LISTEN_WORKER_GTTS is not a setting"):
            self.load("", LISTEN_WORKER_GTTS="ie")

    def test_the_web_ignores_them(self) -> None:
        Path("listen.toml").write_text("port = 2\n[engines.gtts]\ntld = 'ie'")
        environ = {"LISTEN_WORKER_OPENAI_URL": "http://a.example/v1"}
        assert WebConfig.load(environ).port == 2

    def test_loading_them_imports_no_library_of_an_engine(self) -> None:
        code = "import sys, worker.config; print(sorted({'gtts', 'requests'} & {*sys.modules}))"
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["LISTEN_REDIS_URL", "LISTEN_LIVE_REDIS_URL"])
def test_a_malformed_redis_url_is_one_sentence_without_its_password(name: str) -> None:
    with pytest.raises(SettingsError, match="must be like redis://HOST:PORT/0") as raised:
        WebConfig.load({name: "nonsense://user:wrongpw@host/1"})
    assert "rediss+sentinel:// or unix://, got a malformed URL" in str(raised.value)
    assert "wrongpw" not in str(raised.value)


def test_an_error_does_not_show_a_secret() -> None:
    Path("listen.toml").write_text("[engines.openai]\nkey = [12345]\n")
    with pytest.raises(SettingsError, match="'openai_key' must be a string, got list") as caught:
        WorkerConfig.load({})
    assert "12345" not in str(caught.value)
    config = WorkerConfig.load({"LISTEN_CONFIG": os.devnull, "LISTEN_WORKER_OPENAI_KEY": "12345"})
    assert "12345" not in repr(config)
