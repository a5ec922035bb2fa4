"""A browser that tests drive, whichever engine it has."""

from abc import ABC, abstractmethod
from typing import Any


class Engine(ABC):
    """One page of a browser. Elements are JavaScript expressions, such as `document.body`."""

    name: str

    @abstractmethod
    def open(self, url: str) -> None:
        """Load a page, and wait until it has loaded."""

    @abstractmethod
    def run(self, script: str, *args: Any) -> Any:
        """Call the body of a function in the page. Return what it returns."""

    @abstractmethod
    def click(self, element: str) -> None:
        """Click as a reader does: browsers let a page play sound after that."""

    @abstractmethod
    def press(self, *keys: str) -> None:
        """Press keys one after another, by their names in `KeyboardEvent.key`."""

    @abstractmethod
    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Drag the mouse between two places of the window, in CSS pixels."""

    @abstractmethod
    def close(self) -> None: ...
