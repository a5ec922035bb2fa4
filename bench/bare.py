"""The engine alone, on one thread, in a warm process of ours: what every ratio is taken against."""

import multiprocessing
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Self, cast

import numpy as np
from numpy.typing import NDArray

_SEED = 0

Samples = NDArray[np.float32]


@dataclass(frozen=True)
class Cost:
    """Seconds to speak one text."""

    wall: float
    cpu: float


class BareEngine:
    def __enter__(self) -> Self:
        spawning = multiprocessing.get_context("spawn")
        self._pipe, theirs = spawning.Pipe()
        self._process = spawning.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        for _ in range(3):
            self.costs(["The quick brown fox jumps over the lazy dog, and sleeps until noon."])
        return self

    def __exit__(self, *error: object) -> None:
        self._process.kill()
        self._process.join()

    def costs(self, texts: Sequence[str]) -> list[Cost]:
        """Of each text, one after another."""
        return cast(list[Cost], self._ask(texts, sound=False))

    def cost(self, texts: Sequence[str]) -> Cost:
        """Of all of them together."""
        costs = self.costs(texts)
        return Cost(sum(cost.wall for cost in costs), sum(cost.cpu for cost in costs))

    def sounds(self, texts: Sequence[str]) -> list[Samples]:
        """At 24 kHz."""
        return cast(list[Samples], self._ask(texts, sound=True))

    def _ask(self, texts: Sequence[str], sound: bool) -> list[object]:
        self._pipe.send((texts, sound))
        return cast(list[object], self._pipe.recv())


def _serve(pipe: Connection) -> None:
    from hibari import Hibari  # noqa: PLC0415  # only this process needs it

    engine = Hibari(threads=1)

    def speak(text: str, sound: bool) -> Samples | Cost:
        wall, cpu = time.perf_counter(), time.process_time()
        samples: Samples = engine.from_phonemes(engine.g2p(text), seed=_SEED)
        spent = Cost(time.perf_counter() - wall, time.process_time() - cpu)
        return samples if sound else spent

    while True:
        texts, sound = pipe.recv()
        pipe.send([speak(text, sound) for text in texts])
