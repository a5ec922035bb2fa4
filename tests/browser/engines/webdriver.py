"""Client of W3C WebDriver's commands, without the transport.

https://www.w3.org/TR/webdriver2/
"""

from abc import abstractmethod
from typing import Any

from tests.browser.engines.engine import Engine

_KEYS = {
    "Tab": "\ue004",
    "Enter": "\ue007",
    "End": "\ue010",
    "Home": "\ue011",
    "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
}


class WebDriver(Engine):
    @abstractmethod
    def call(self, command: str, **parameters: Any) -> Any:
        """Send a command, by the name that the standard gives it. Return its result."""

    def open(self, url: str) -> None:
        self.call("Navigate To", url=url)

    def run(self, script: str, *args: Any) -> Any:
        return self.call("Execute Script", script=script, args=args)

    def click(self, element: str) -> None:
        (reference,) = self.run(f"return {element}").values()
        self.call("Element Click", id=reference)

    def press(self, *keys: str) -> None:
        self._act(
            "key",
            [
                {"type": kind, "value": _KEYS.get(key, key)}
                for key in keys
                for kind in ("keyDown", "keyUp")
            ],
        )

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        self._act(
            "pointer",
            [
                {"type": "pointerMove", "x": round(start[0]), "y": round(start[1])},
                {"type": "pointerDown", "button": 0},
                {"type": "pointerMove", "x": round(end[0]), "y": round(end[1])},
                {"type": "pointerUp", "button": 0},
            ],
        )

    def _act(self, kind: str, actions: list[dict[str, Any]]) -> None:
        self.call("Perform Actions", actions=[{"type": kind, "id": kind, "actions": actions}])
