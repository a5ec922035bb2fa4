from typing import cast

from rich.console import Console

from listen.cli.responses import Voice, Voices
from listen.cli.voices import engine_problems, suggestions, voice_table

RESPONSE: Voices = {
    "voices": [
        {
            "id": "tone:beep",
            "names": ["newsreader"],
            "languages": ["en", "de"],
            "gender": None,
            "offline": True,
            "works": False,
            "sample_rate": 24000,
            "licence": "Apache-2.0",
        }
    ],
    "absent": {"piper": "no voices"},
    "troubles": {"tone": "It is hoarse."},
    "suggested": {"de": "piper:de_DE-thorsten-medium", "es": "kokoro", "it": "kokoro"},
}


def test_a_voice_is_a_row_with_its_aliases_and_status() -> None:
    console = Console(width=120)
    with console.capture() as captured:
        console.print(voice_table(RESPONSE["voices"]))
    row = captured.get().splitlines()[3]
    cells = [cell.strip() for cell in row.strip("│").split("│")]
    assert cells == [
        "tone:beep, newsreader",
        "en, de",
        "",
        "local",
        "degraded",
        "24000 Hz",
        "Apache-2.0",
    ]


def test_names_are_shown_without_markup() -> None:
    console = Console(width=200)
    voice = {**RESPONSE["voices"][0], "id": "openai:amy [us] [/b]", "licence": "of [red]"}
    with console.capture() as captured:
        console.print(voice_table([cast(Voice, voice)]))
    assert "openai:amy [us] [/b], newsreader" in captured.get()
    assert "of [red]" in captured.get()


def test_the_name_of_a_voice_is_not_wrapped_at_80_columns() -> None:
    console = Console(width=80)
    with console.capture() as captured:
        console.print(voice_table(RESPONSE["voices"]))
    assert "tone:beep" in captured.get()


def test_unavailable_and_degraded_engines_are_listed_with_the_reason() -> None:
    assert list(engine_problems(RESPONSE)) == [
        "piper is unavailable: no voices",
        "tone is degraded: It is hoarse.",
    ]


def test_what_could_be_downloaded_is_listed_once_with_its_languages() -> None:
    headline, *lines = suggestions(RESPONSE)
    assert "`listen voices get VOICE`" in headline
    assert lines == ["  de: piper:de_DE-thorsten-medium", "  es, it: kokoro"]
    assert list(suggestions({**RESPONSE, "suggested": {}})) == []
