"""Measures readings of homographs by cross-validation, and makes the model's file with --write.

Usage: python -m bench.homographs DATA [--write]

DATA is the folder data/train of WikipediaHomographData, or a file of the same rows as JSON lines.

The model reads a word if it does so at least as well as the default voice does, and no worse than
always the commonest reading. The scores of the folds decide how sure it must be of a reading. If
neither the model nor the voice is that good, the word has always its commonest reading.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from statistics import fmean

from bench.homographs.examples import Example, in_folds, read_examples, read_own_examples
from bench.homographs.train import Trainer
from bench.homographs.voice import read_by_voice
from worker.script.homographs import model

_FOLDS = 5
_MIN_WEIGHT = 0.03
_MARGIN = 0.2
_MAX = 2.0
"""Thresholds that are tried: at a margin from a score, and not beyond this one."""
_PER_UNIT = 0.03
"""A threshold that is one further from zero must be better by this share."""
_FAR = 1000.0

COMMONEST, VOICE, MODEL = "always the commonest", "default voice", "model"

Guesses = Sequence[str]
"""Names of readings, in the order of the examples."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    examples, own = read_examples(arguments.data), read_own_examples()
    trainer = Trainer([*examples, *own])
    scores = _cross_validate(trainer, examples, len(own))
    thresholds = {word: _threshold(word, examples, scores) for word in {e.word for e in examples}}
    guesses = {
        COMMONEST: _commonest(examples),
        VOICE: read_by_voice(examples),
        "model, without thresholds": _guess(examples, scores, dict.fromkeys(thresholds, 0.0)),
        MODEL: _guess(examples, scores, thresholds),
    }
    both = zip([*examples, *own], [*guesses[VOICE], *read_by_voice(own)], strict=True)
    said = {(example.word, name) for example, name in both}
    chosen = {word: _best(word, examples, guesses, said) for word in sorted(thresholds)}
    guesses["chosen"] = [guesses[chosen[e.word]][i] for i, e in enumerate(examples)]
    for name, names in guesses.items():
        print(f"{name:26} accuracy {_accuracy(examples, names):.4f}", end=" ")
        print(f"balanced {_balanced(examples, names):.4f} n {len(examples)}")
    for word, name in chosen.items():
        shares = [_accuracy(*_only(word, examples, names)) for names in guesses.values()]
        print(word, name, f"{thresholds[word]:.2f}", *(f"{share:.3f}" for share in shares))
    if arguments.write:
        thresholds = {word: thresholds[word] for word, name in chosen.items() if name == MODEL}
        thresholds |= dict.fromkeys(model.forms_in_s(), 0.0)
        thresholds |= _always(examples, [word for word in chosen if chosen[word] == COMMONEST])
        weights = trainer.train(range(len(examples) + len(own)))
        model.FILE.write_bytes(trainer.write(weights, thresholds, _MIN_WEIGHT))


def _commonest(examples: Sequence[Example]) -> Guesses:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for example in examples:
        counts[example.word][example.reading] += 1
    return [counts[example.word].most_common(1)[0][0] for example in examples]


def _cross_validate(trainer: Trainer, examples: Sequence[Example], own: int) -> list[float]:
    """Return the scores by a model that was trained on the other folds and our own examples."""
    fold_of, scores = in_folds(examples, _FOLDS), [0.0] * len(examples)
    rows_of_own = range(len(examples), len(examples) + own)
    for fold in range(_FOLDS):
        rows = [row for row, at in enumerate(fold_of) if at == fold]
        others = [row for row, at in enumerate(fold_of) if at != fold]
        weights = trainer.train([*others, *rows_of_own])
        for row, score in zip(rows, trainer.score(weights, rows), strict=True):
            scores[row] = score
    return scores


def _threshold(word: str, examples: Sequence[Example], scores: Sequence[float]) -> float:
    """Return the score above which the second reading is best, near zero if possible."""
    labels = [e.label for e in examples if e.word == word]
    own = [score for e, score in zip(examples, scores, strict=True) if e.word == word]
    floor = max(labels.count(0), labels.count(1))

    def merit(threshold: float) -> tuple[bool, float]:
        right = [(s >= threshold) == bool(label) for s, label in zip(own, labels, strict=True)]
        by_label = [
            fmean(r for r, label in zip(right, labels, strict=True) if label == one)
            for one in {*labels}
        ]
        balanced = fmean(by_label)
        return sum(right) >= floor, 2 * fmean(right) + balanced - _PER_UNIT * abs(threshold)

    near = (score + _MARGIN * sign for score in own for sign in (-1, 1))
    return max([0.0, *(threshold for threshold in near if abs(threshold) <= _MAX)], key=merit)


def _guess(
    examples: Sequence[Example], scores: Sequence[float], thresholds: Mapping[str, float]
) -> Guesses:
    return [
        model.readings_of(e.word)[int(score >= thresholds[e.word])].name
        for e, score in zip(examples, scores, strict=True)
    ]


def _always(examples: Sequence[Example], words: Sequence[str]) -> dict[str, float]:
    """Return thresholds that are never reached, or always."""
    commonest = {e.word: name for e, name in zip(examples, _commonest(examples), strict=True)}
    first = {word: model.readings_of(word)[0].name for word in words}
    return {word: _FAR if commonest[word] == first[word] else -_FAR for word in words}


def _best(
    word: str,
    examples: Sequence[Example],
    guesses: Mapping[str, Guesses],
    said: Collection[tuple[str, str]],
) -> str:
    """Return whose guesses to take: the best of those that are accurate enough.

    `said` has the words with the readings that the voice has given them somewhere.
    """
    merits = {}
    for name in (MODEL, VOICE, COMMONEST):
        share = _accuracy(*_only(word, examples, guesses[name]))
        merits[name] = (share, 2 * share + _balanced(*_only(word, examples, guesses[name])))
    floor = merits[COMMONEST][0]
    if floor == 1:  # the set lacks a reading, which must not be ruled out
        has_both = all((word, reading.name) in said for reading in model.readings_of(word))
        return VOICE if has_both and merits[VOICE] > merits[MODEL] else MODEL
    able = {name: merit for name, (share, merit) in merits.items() if share >= floor}
    return max(able, key=lambda name: able[name])


def _only(
    word: str, examples: Sequence[Example], guesses: Guesses
) -> tuple[Sequence[Example], Guesses]:
    places = [index for index, example in enumerate(examples) if example.word == word]
    return [examples[index] for index in places], [guesses[index] for index in places]


def _accuracy(examples: Sequence[Example], guesses: Guesses) -> float:
    return fmean(e.reading == name for e, name in zip(examples, guesses, strict=True))


def _balanced(examples: Sequence[Example], guesses: Guesses) -> float:
    """Return the mean over the words of the mean over their readings of the share of right ones."""
    right: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for example, name in zip(examples, guesses, strict=True):
        right[example.word][example.reading].append(example.reading == name)
    return fmean(fmean(map(fmean, by_reading.values())) for by_reading in right.values())


if __name__ == "__main__":
    main()
