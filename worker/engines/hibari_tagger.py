"""hibari's part-of-speech tagger with half of its memory."""

from typing import Any

from hibari.g2p.tagger import Tagger

from worker.engines.hibari_assets import load

Pair = tuple[str, float]
"""A tag and its weight."""


class CompactTagger(Tagger):  # type: ignore[misc]
    """Gives the tags of the original, whose weights it keeps as tuples of shared pairs."""

    def __init__(self) -> None:
        super().__init__(load("tagger.json.gz", _Compacter()))

    def predict(self, feats: tuple[str, ...]) -> str:
        """Return the tag with the highest sum of the features' weights."""
        scores: dict[str, float] = {}
        weights = self.weights
        for feature in feats:
            for tag, weight in weights.get(feature, ()):
                scores[tag] = scores.get(tag, 0) + weight
        if not scores:
            return "NN"
        score, tag = max(zip(scores.values(), scores, strict=True))
        if score > 0:
            return tag
        # A tag without a score has 0.
        tags: list[str] = self.tags
        return max(tags, key=lambda each: (scores.get(each, 0), each))


class _Compacter:
    """Makes tuples of the JSON objects that have numbers. Equal pairs are one object."""

    def __init__(self) -> None:
        self._pairs: dict[Pair, Pair] = {}

    def __call__(self, pairs: list[tuple[str, Any]]) -> dict[str, Any] | tuple[Pair, ...]:
        if pairs and isinstance(pairs[0][1], float):
            return tuple([self._pairs.setdefault(pair, pair) for pair in pairs])
        return dict(pairs)
