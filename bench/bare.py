"""The bare engine: hibari on one thread in a warm process. The reference of every ratio.

It runs as its package installs it, as the product does: without scipy, which only the tests need.
"""

import multiprocessing
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Self, cast

_SEED = 0


@dataclass(frozen=True)
class Cost:
    """Seconds to speak one text."""

    wall: float
    cpu: float


class BareEngine:
    """Context manager for the engine's process."""

    def __enter__(self) -> Self:
        context = multiprocessing.get_context("spawn")
        self._pipe, child_end = context.Pipe()
        self._process = context.Process(target=_serve, args=(child_end,), daemon=True)
        self._process.start()
        for _ in range(3):
            self.costs(["The quick brown fox jumps over the lazy dog, and sleeps until noon."])
        return self

    def __exit__(self, *error: object) -> None:
        self._process.kill()
        self._process.join()

    def costs(self, texts: Sequence[str]) -> list[Cost]:
        """Return the cost of each text, spoken one after another."""
        self._pipe.send(texts)
        return cast(list[Cost], self._pipe.recv())

    def cost(self, texts: Sequence[str]) -> Cost:
        """Return the total cost of the texts."""
        costs = self.costs(texts)
        return Cost(sum(cost.wall for cost in costs), sum(cost.cpu for cost in costs))


def _serve(pipe: Connection) -> None:
    sys.modules["scipy"] = None  # type: ignore[assignment]  # hibari looks for it
    from hibari import Hibari  # noqa: PLC0415  # loaded in the child process only

    engine = Hibari(threads=1)

    def speak(text: str) -> Cost:
        wall, cpu = time.perf_counter(), time.process_time()
        engine.from_phonemes(engine.g2p(text), seed=_SEED)
        return Cost(time.perf_counter() - wall, time.process_time() - cpu)

    while True:
        pipe.send([speak(text) for text in pipe.recv()])
