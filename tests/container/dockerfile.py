"""Prints the steps of the Dockerfile for a shell, stage by stage, or its environment and command.

A step is a line: a number of the stage, RUN, COPY or WORKDIR, and its argument as JSON.
"""

import json
import re
import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_INSTRUCTION = re.compile(r"([A-Z]+)\s+(.*)", re.DOTALL)


@dataclass
class Stage:
    """A stage of the image."""

    base: str
    name: str
    steps: list[tuple[str, str]] = field(default_factory=list)
    """Instruction and argument, in order."""

    @property
    def environ(self) -> dict[str, str]:
        words = [word for name, text in self.steps if name == "ENV" for word in shlex.split(text)]
        return dict(word.split("=", 1) for word in words)

    def last(self, instruction: str) -> str:
        """Return the argument of the last such instruction. Raises IndexError."""
        return [text for name, text in self.steps if name == instruction][-1]

    @property
    def command(self) -> list[str]:
        command: list[str] = json.loads(self.last("CMD"))
        return command


def parse(text: str) -> list[Stage]:
    """Return the stages of a Dockerfile without heredocs and parser directives."""
    stages: list[Stage] = []
    for name, argument in _instructions(text):
        if name == "FROM":
            base, _, alias = argument.partition(" AS ")
            stages.append(Stage(base, alias))
        else:
            stages[-1].steps.append((name, argument))
    return stages


def _instructions(text: str) -> Iterator[tuple[str, str]]:
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    for instruction in re.sub(r"\\\n", "", "\n".join(lines)).splitlines():
        found = _INSTRUCTION.fullmatch(instruction)
        if found is None:
            raise ValueError(instruction)
        yield found[1], " ".join(found[2].split())


def main() -> None:
    for number, stage in enumerate(parse(Path(sys.argv[1]).read_text("utf-8"))):
        for name, argument in stage.steps:
            if name in ("RUN", "COPY", "WORKDIR"):
                print(number, name, argument, sep="\t")
        if sys.argv[2:] == ["last"] and number:
            for key, value in stage.environ.items():
                print("env", key, value, sep="\t")
            print("command", shlex.join(stage.command), sep="\t")
            print("user", stage.last("USER"), sep="\t")


if __name__ == "__main__":
    main()
