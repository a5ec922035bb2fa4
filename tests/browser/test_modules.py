"""Single modules of the player, without a server's audio."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from worker.audio import RATE
from worker.encoders.mp3 import FRAME_BYTES, HEADER

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


_FORMAT = """async ({ loadLabels }, tag, ...minutes) => {
    const labels = await loadLabels(tag);
    return minutes.map((each) => labels.count("minutes", each));
}"""


@pytest.mark.parametrize(
    ("tag", "language", "direction"),
    [
        ("en-IN", "en", "ltr"),
        ("EN", "en", "ltr"),
        ("en_GB", "en", "ltr"),
        ("de-CH", "de", "ltr"),
        ("gsw", "de", "ltr"),
        ("pt", "pt", "ltr"),
        ("pt-PT", "pt", "ltr"),
        ("pt-AO", "pt", "ltr"),
        ("pt-BR", "pt-BR", "ltr"),
        ("pt_br", "pt-BR", "ltr"),
        ("no", "nb", "ltr"),
        ("nn-NO", "nb", "ltr"),
        ("nb", "nb", "ltr"),
        ("bs-Latn-BA", "hr", "ltr"),
        ("sr", "sr", "ltr"),
        ("sr-RS", "sr", "ltr"),
        ("sr-Latn-RS", "sr-Latn", "ltr"),
        ("sr-ME", "sr-Latn", "ltr"),
        ("zh", "zh", "ltr"),
        ("zh-CN", "zh", "ltr"),
        ("zh-Hans-HK", "zh", "ltr"),
        ("cmn-Hans", "zh", "ltr"),
        ("zh-TW", "zh-Hant", "ltr"),
        ("zh-HK", "zh-Hant", "ltr"),
        ("zh-Hant-HK", "zh-Hant", "ltr"),
        ("zh_TW", "zh-Hant", "ltr"),
        ("yue", "zh-Hant", "ltr"),
        ("ar-MA", "ar", "rtl"),
        ("he-IL", "he", "rtl"),
        ("iw", "he", "rtl"),
        ("in", "id", "ltr"),
        ("fa", "en", "ltr"),
        ("ur-PK", "en", "ltr"),
        ("th", "en", "ltr"),
        ("de-", "en", "ltr"),
        ("x", "en", "ltr"),
        ("*", "en", "ltr"),
        ("toString", "en", "ltr"),
        ("../en", "en", "ltr"),
    ],
)
def test_a_language_tag_leads_to_the_table_that_its_readers_understand(
    run: Run, tag: str, language: str, direction: str
) -> None:
    function = """async ({ loadLabels }, tag) => {
        const { lang, dir, listen } = await loadLabels(tag);
        return [lang, dir, (listen === "Listen to Article") === (lang === "en")];
    }"""
    assert run("labels.js", function, tag) == [language, direction, True]


@pytest.mark.parametrize(
    ("tag", "minutes", "texts"),
    [
        ("en", [1, 12], ["1 min listen", "12 min listen"]),
        ("de-AT", [1], ["1 Min. Hörzeit"]),
        ("el", [1, 2], ["1 λεπτό ακρόασης", "2 λεπτά ακρόασης"]),
        ("he", [1, 2, 5], ["דקת האזנה אחת", "2 דקות האזנה", "5 דקות האזנה"]),
        ("ar-MA", [1, 2, 3, 11, 100], ["دقيقة استماع واحدة", "دقيقتا استماع", "3 دقائق استماع",
                                       "11 دقيقة استماع", "100 دقيقة استماع"]),
        ("ar-EG", [3, 12], ["٣ دقائق استماع", "١٢ دقيقة استماع"]),
        ("mt", [1, 2, 5, 11, 20], ["minuta smigħ", "2 minuti smigħ", "5 minuti smigħ",
                                   "11 minuta smigħ", "20 minuta smigħ"]),
        ("ga", [3], ["3 nóiméad éisteachta"]),
        ("fa", [3], ["3 min listen"]),
        ("ja", [3], ["約3分で聴けます"]),
    ],
)  # fmt: skip
def test_a_label_with_a_number_has_its_plural_form_and_the_readers_digits(
    run: Run, tag: str, minutes: list[int], texts: list[str]
) -> None:
    assert run("labels.js", _FORMAT, tag, *minutes) == texts


def test_a_label_that_a_table_lacks_is_english(run: Run) -> None:
    function = '({ labelsOf }) => labelsOf({ play: "Speel" }, "af", "af")'
    labels = run("labels.js", f"(module) => JSON.parse(JSON.stringify(({function})(module)))")
    assert (labels["play"], labels["pause"]) == ("Speel", "Pause")


@pytest.mark.parametrize(
    ("tag", "seconds", "shown", "spoken"),
    [
        ("en", 65, "1:05", "1 minute, 5 seconds"),
        ("en", 3725, "1:02:05", "1 hour, 2 minutes, 5 seconds"),
        ("en", 0, "0:00", "0:00"),
        ("de", 65, "1:05", "1 Minute, 5 Sekunden"),
        ("ar-EG", 0, "٠:٠٠", "٠:٠٠"),
        ("mt", 65, "1:05", "1:05"),
    ],
)
def test_times_have_the_readers_digits_and_are_spoken_as_words(
    run: Run, server: Any, tag: str, seconds: int, shown: str, spoken: str
) -> None:
    function = """async ({ formatTime, spokenTime }, server, tag, seconds) => {
        const { loadLabels } = await import(`${server}/static/player/labels.js`);
        const labels = await loadLabels(tag);
        return [formatTime(seconds, labels.format), spokenTime(seconds, labels)];
    }"""
    assert run("view_texts.js", function, server.url, tag, seconds) == [shown, spoken]


def test_a_label_of_a_feature_that_a_table_lacks_is_english(run: Run) -> None:
    function = "({ labelsOf }) => labelsOf({ labels: { pause: 'Pauze' } })"
    labels = run("features/labels.js", function)
    assert (labels["pause"], labels["close"]) == ("Pauze", "Close the small player")


def test_the_silent_frame_needs_the_decoder_of_the_stream(run: Run) -> None:
    frame = bytes(run("live_frames.js", "({ silentFrame }) => [...silentFrame()]"))
    without_bit_rate = bytes([0xFF, 0xFF, 0x0F, 0xFF])
    assert [a & b for a, b in zip(frame, without_bit_rate, strict=False)] == [
        a & b for a, b in zip(HEADER, without_bit_rate, strict=True)
    ]
    assert len(frame) == 72 * 8000 // RATE
    assert not any(frame[4:])


@pytest.mark.parametrize(("seconds_ago", "appended"), [(None, 1), (60, 1), (1, 0)])
def test_the_decoder_starts_before_the_stream_unless_something_sounded_lately(
    run: Run, seconds_ago: float | None, appended: int
) -> None:
    counted = run(
        "mse_source.js",
        """async ({ MseSource }, secondsAgo) => {
            const soundedAt = Date.now() - 1000 * secondsAgo;
            if (secondsAgo !== null) localStorage["listen-article"] = JSON.stringify({ soundedAt });
            let count = 0;
            const { appendBuffer } = SourceBuffer.prototype;
            SourceBuffer.prototype.appendBuffer = function (...args) {
                count++;
                appendBuffer.apply(this, args);
            };
            const audio = new Audio();
            const hasMetadata = new Promise((resolve) => (audio.onloadedmetadata = resolve));
            const source = new MseSource(audio);
            while (!source.isOpened) await new Promise((resolve) => setTimeout(resolve, 10));
            if (count) await hasMetadata;
            return count;
        }""",
        seconds_ago,
    )
    assert counted == appended


def test_a_stream_that_was_received_whole_can_be_opened_again(run: Run) -> None:
    ends = run(
        "mse_source.js",
        """async ({ MseSource }, live, frame) => {
            const stream = new Uint8Array(Array(100).fill(frame).flat());
            window.fetch = async (address) => new Response(stream.slice(address.split("=")[1]));
            const failures = [];
            const source = new MseSource(new Audio(), (error) => failures.push(String(error)));
            Object.assign(source, { address: "a.mp3", live });
            const ends = [];
            for (const _ of Array(3)) {
                source.open(0);
                while (!source.isFetched && !failures.length) {
                    await new Promise((resolve) => setTimeout(resolve, 10));
                }
                while (source.audio.duration > 1e5 && !failures.length) {
                    await new Promise((resolve) => setTimeout(resolve, 10));
                }
                ends.push(failures[0] ?? source.audio.duration);
            }
            return ends;
        }""",
        {**_LIVE, "frame_bytes": FRAME_BYTES, "frame_seconds": 0.024},
        [*HEADER.ljust(FRAME_BYTES, b"\0")],
    )
    assert ends == [pytest.approx(2.4, abs=0.05)] * 3
