"""Results of an article in a voice, and the tables of docs/listening.md."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from bench.listening.articles import Article, Word
from bench.listening.pauses import medians


@dataclass(frozen=True)
class Result:
    """One file. `word_error` is a share, `quality` DNSMOS, `loudness` LUFS, `true_peak` dBTP."""

    article: Article
    voice: str
    audio: str  # path
    word_error: float
    quality: float
    loudness: float
    true_peak: float
    pauses: dict[str, list[float]]


def voices_table(results: Iterable[Result]) -> str:
    """Return a row for each language and voice."""
    rows = []
    for (language, voice), group in groupby(sorted(results, key=_group), _group):
        found = list(group)
        loudness = [result.loudness for result in found]
        rows.append(
            (
                language,
                f"`{voice}`",
                len(found),
                f"{statistics.mean(result.word_error for result in found):.3f}",
                f"{statistics.mean(result.quality for result in found):.2f}",
                f"{min(loudness):.1f} to {max(loudness):.1f}",
                f"{max(result.true_peak for result in found):.1f}",
            )
        )
    heading = ("language", "voice", "articles", "word error", "quality", "LUFS", "dBTP at most")
    return _table(heading, rows)


def articles_table(results: Iterable[Result]) -> str:
    """Return a row for each article and voice, with a link to the file."""
    heading = ("article", "voice", "word error", "quality", "LUFS")
    rows = [
        (
            f"[{result.article.name}]({result.audio})",
            f"`{result.voice}`",
            f"{result.word_error:.3f}",
            f"{result.quality:.2f}",
            f"{result.loudness:.1f}",
        )
        for result in results
    ]
    return _table(heading, rows)


def words_table(words: Sequence[Word], wrong: Sequence[tuple[Word, str]]) -> str:
    """Return a row for each kind of word. `wrong` are those said wrongly, with phonemes."""
    rows = []
    for kind in sorted({word.kind for word in words}):
        missed = [f"{word.text} ({phonemes})" for word, phonemes in wrong if word.kind == kind]
        total = sum(word.kind == kind for word in words)
        rows.append((kind, total, len(missed), ", ".join(missed)))
    return _table(("kind", "words", "wrong", "which"), rows)


def pauses_table(results: Iterable[Result]) -> str:
    """Return a row for each kind of pause: the median in seconds."""
    found = medians(result.pauses for result in results)
    return _table(("after", "seconds"), [(kind, f"{pause:.2f}") for kind, pause in found.items()])


def _group(result: Result) -> tuple[str, str]:
    return result.article.language, result.voice


def _table(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)
