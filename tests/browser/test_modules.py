"""Single modules of the player, without a server's audio."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.e2e

Run = Callable[..., Any]

_LIVE = {"frame_bytes": 100, "frame_seconds": 0.5, "placeholder_frames": 2, "delay_seconds": 0.2}


@pytest.fixture
def page(visit: Callable[..., Any]) -> Page:
    page: Page = visit().page
    return page


@pytest.fixture
def run(page: Page, server: Any) -> Run:
    """Runs an async function of a module and arguments: run(module, function, *args)."""

    def run(module: str, function: str, *args: Any) -> Any:
        script = f"""async ([url, args]) => {{
            const module = await import(url);
            return await ({function})(module, ...args);
        }}"""
        return page.evaluate(script, [f"{server.url}/static/player/{module}", list(args)])

    return run


@pytest.mark.parametrize(
    ("seconds", "byte", "time"),
    [(0, 0, 0), (0.49, 0, 0), (0.5, 300, 0.5), (7.2, 1600, 7)],
)
def test_a_time_is_a_byte_by_the_frame_layout(
    run: Run, seconds: float, byte: int, time: float
) -> None:
    frame = run("live_frames.js", "({ frameAt }, ...args) => frameAt(...args)", seconds, _LIVE)
    assert frame == {"byte": byte, "time": time}


@pytest.mark.parametrize(
    ("seconds", "src", "offset"),
    [(0, "a.mp3?from=0", 0.2 + 2 * 0.5), (7.2, "a.mp3?from=1600", 0.2 - 7)],
)
def test_a_streams_clock_is_late_by_delay_and_placeholders(
    run: Run, seconds: float, src: str, offset: float
) -> None:
    opened = run(
        "stream_source.js",
        """({ StreamSource }, seconds, live) => {
            const source = new StreamSource({}, "a.mp3", live);
            source.open(seconds);
            return [source.audio.src, source.clockOffset];
        }""",
        seconds,
        _LIVE,
    )
    assert opened == [src, pytest.approx(offset)]


@pytest.mark.parametrize(
    ("triggers", "state"),
    [
        ([], "idle"),
        (["PLAY"], "asked"),
        (["PLAY", "DELAY"], "preparing"),
        (["PLAY", "DELAY", "LIVE", "FILE"], "playing"),
        (["PLAY", "LIVE", "STALL"], "asked"),
        (["PLAY", "LIVE", "DELAY"], "live"),
        (["PLAY", "FILE", "PAUSE", "PLAY"], "asked"),
        (["PLAY", "FILE", "END"], "finished"),
        (["PLAY", "PAUSE", "STALL"], "paused"),
        (["PLAY", "FAIL", "PLAY"], "asked"),
        (["PLAY", "FILE", "RESET"], "idle"),
    ],
)
def test_triggers_move_the_state(run: Run, triggers: list[str], state: str) -> None:
    function = """({ nextState, State, Trigger }, names) =>
        names.reduce((state, name) => nextState(state, Trigger[name]), State.IDLE)"""
    assert run("state.js", function, triggers) == state


def test_a_closed_event_stream_reconnects_unless_it_was_unsubscribed(page: Page, run: Run) -> None:
    page.clock.install()
    subscribe = """({ subscribe }) => {
        window.opened = [];
        window.EventSource = class {
            static CLOSED = 2;
            readyState = 2;
            constructor() { opened.push(this); }
            addEventListener() {}
            close() {}
        };
        window.unsubscribe = subscribe("/events", () => {});
    }"""
    run("server.js", subscribe)
    page.evaluate("opened[0].onerror()")
    page.clock.run_for(60_000)
    assert page.evaluate("opened.length") == 2
    page.evaluate("opened[1].onerror()")
    page.evaluate("unsubscribe()")
    page.clock.run_for(60_000)
    assert page.evaluate("opened.length") == 2


def test_every_language_has_a_label_where_english_has_one(run: Run) -> None:
    function = """async ({ LANGUAGES, loadLabels }) => {
        const names = Object.keys(await loadLabels("en"));
        const all = await Promise.all(LANGUAGES.map(loadLabels));
        const isWhole = (table, lang) => table.lang === lang && names.every((name) => table[name]);
        return LANGUAGES.filter((lang, i) => !isWhole(all[i], lang));
    }"""
    assert run("labels.js", function) == []


def test_a_label_that_a_table_does_not_have_is_english(run: Run) -> None:
    function = "({ labelsOf }) => labelsOf('nl', { play: 'Afspelen' })"
    labels = run("labels.js", function)
    assert (labels["lang"], labels["play"], labels["pause"]) == ("nl", "Afspelen", "Pause")
    function = "({ labelsOf }) => labelsOf({ labels: { pause: 'Pauze' } })"
    labels = run("features/labels.js", function)
    assert (labels["pause"], labels["close"]) == ("Pauze", "Close the small player")
