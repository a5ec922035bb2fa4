"""Logistic regression with one set of weights for each homograph, and sets that words share."""

import gzip
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from bench.homographs.examples import Example
from worker.script.homographs import model
from worker.script.homographs.features import features

_STRENGTH_OF_TOPIC = 0.7
_PENALTY = 1.0
_BALANCE = 0.5
"""0: all examples count the same. 1: both readings of a word count the same."""
_WEIGHT_OF_OWN = 2.0
"""Our own examples are short and clear."""
_MIN_EXAMPLES = 2
"""Examples that a feature must have."""
_STEPS = 100
_SCALE = 100

Column = tuple[str, str]
"""Name of a homograph or a group, and a feature."""


class Trainer:
    """Examples as a matrix, of which rows are trained on and others are guessed."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self._examples = examples
        rows = [_columns(example) for example in examples]
        counts = Counter(column for row in rows for column in row)
        self._names = [column for column, count in counts.items() if count >= _MIN_EXAMPLES]
        place_of = {column: place for place, column in enumerate(self._names)}
        places, values, ends = list[int](), list[float](), [0]
        for row in rows:
            for column, value in row.items():
                if column in place_of:
                    places.append(place_of[column])
                    values.append(value)
            ends.append(len(places))
        self._matrix: csr_matrix = csr_matrix((values, places, ends), (len(rows), len(self._names)))
        self._signs = np.array([2 * example.label - 1 for example in examples])

    def train(self, rows: Sequence[int]) -> NDArray[np.float64]:
        """Return the weight of each column; above zero is the second reading."""
        matrix, signs = self._matrix[rows], self._signs[rows]
        transposed, importance = matrix.T.tocsr(), self._importance(rows)

        def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
            margins = signs * (matrix @ weights)
            wrong = 1 / (1 + np.exp(np.clip(margins, -50, 50)))
            value = importance @ np.logaddexp(0, -margins) + _PENALTY / 2 * weights @ weights
            return value, _PENALTY * weights - transposed @ (importance * wrong * signs)

        start = np.zeros(matrix.shape[1])
        done = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
        return np.asarray(done.x, np.float64)

    def score(self, weights: NDArray[np.float64], rows: Sequence[int]) -> NDArray[np.float64]:
        """Return what is above zero for the second reading."""
        return np.array(self._matrix[rows] @ weights)

    def write(
        self, weights: NDArray[np.float64], thresholds: Mapping[str, float], min_weight: float
    ) -> bytes:
        """Return the file of the model with the words that have a threshold.

        A word has its second reading if the sum of its weights reaches the threshold, which becomes
        part of them. Weights below the minimum are left out.
        """
        groups = {group for word in thresholds for group in model.groups_of(word)}
        pairs: dict[str, list[str]] = defaultdict(list)
        totals = {(word, ""): -threshold for word, threshold in thresholds.items()}
        for (name, feature), weight in zip(self._names, weights, strict=True):
            value = weight * (_STRENGTH_OF_TOPIC if _is_topic(feature) else 1.0)
            totals[name, feature] = totals.get((name, feature), 0.0) + value
        for (name, feature), value in sorted(totals.items()):
            if abs(value) >= min_weight:
                pairs[name].append(f"{feature}={round(value * _SCALE)}")
        lines = ["\t".join([name, *pairs[name]]) for name in [*sorted(groups), *sorted(thresholds)]]
        return gzip.compress("\n".join(lines).encode(), 9, mtime=0)

    def _importance(self, rows: Sequence[int]) -> NDArray[np.float64]:
        examples = [self._examples[row] for row in rows]
        of_word = Counter(example.word for example in examples)
        of_reading = Counter((example.word, example.label) for example in examples)
        return np.array(
            [
                (of_word[e.word] / 2 / of_reading[e.word, e.label]) ** _BALANCE
                * (_WEIGHT_OF_OWN if e.is_own else 1.0)
                for e in examples
            ]
        )


def _columns(example: Example) -> dict[Column, float]:
    grammar, topic = features(*example.tokens())
    columns = {(group, f): 1.0 for group in model.groups_of(example.word) for f in grammar}
    if example.word not in model.readings():  # a form in -s
        return columns
    columns |= {(example.word, f): 1.0 for f in grammar}
    return columns | {(example.word, f): _STRENGTH_OF_TOPIC for f in topic}


def _is_topic(feature: str) -> bool:
    return feature.startswith(("B", "C", "S"))
