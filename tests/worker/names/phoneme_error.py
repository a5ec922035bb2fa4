"""Measures how far the pronunciation of names is from references.

Usage: python -m tests.worker.names.phoneme_error

Prints the figures of the lists here, for the phonemizer of the default voice alone and with names.
everyday.tsv has first names and surnames of newsrooms; news.tsv has names of the news that neither
that phonemizer's lexicon nor names.tsv has. The references are as American newsreaders speak.
"""

import statistics
from collections.abc import Callable
from pathlib import Path

from hibari.g2p import G2P

from bench.listening.pronunciation import WRONG, phoneme_error
from worker.engines.hibari_g2p import NamesG2P

LISTS = ("everyday", "news")


def read_list(name: str) -> dict[str, str]:
    """Return the IPA of the names of a list."""
    lines = Path(__file__).with_name(f"{name}.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def measure(name: str, phonemize: Callable[[str], str]) -> tuple[float, float]:
    """Return the mean phoneme error of a list, and the share of its names that are wrong."""
    errors = [phoneme_error(phonemize(word), ipa) for word, ipa in read_list(name).items()]
    return statistics.mean(errors), sum(error > WRONG for error in errors) / len(errors)


def main() -> None:
    """Print a line for each list and phonemizer."""
    for name in LISTS:
        for title, g2p in (("alone", G2P()), ("with names", NamesG2P(british=False))):
            error, wrong = measure(name, lambda word, g2p=g2p: g2p(word, normalize_text=False))  # type: ignore[misc]
            print(f"{name} {title}: phoneme error {error:.3f}, wrong {wrong:.3f}")


if __name__ == "__main__":
    main()
