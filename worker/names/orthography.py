"""Pronounces words with letters that only one language or family has, by its regular spelling.

The sounds are those that American newsreaders say, so only English ones.
"""

import re
from dataclasses import dataclass
from functools import cache

_NUCLEUS = re.compile(r"aɪ|eɪ|aʊ|ɔɪ|oʊ|ɜɹ|[ɑæɛiɔuɪʊəɜ]")
_STRESSED = re.compile("[áéíóú]")


@dataclass(frozen=True)
class Orthography:
    """The spelling of a language."""

    signs: str
    """Matches what no word of another language has, lower case."""
    rules: tuple[tuple[str, str], ...]
    """Letters, as a pattern, and their sounds. At each place the first rule that fits counts."""
    stressed: int
    """Index of the syllable with the stress; -1 is the last one."""
    accents_are_stress: bool = False

    def pronounce(self, word: str) -> str | None:
        """Return the IPA of a word in lower case, None if it lacks the signs."""
        if not re.search(self.signs, word):
            return None
        sounds, accented, place = "", None, 0
        while place < len(word):
            letters, sound = self._sound_at(word, place)
            if self.accents_are_stress and _STRESSED.search(letters):
                accented = len(_NUCLEUS.findall(sounds))
            sounds += sound
            place += len(letters)
        return stress(sounds, self.stressed if accented is None else accented)

    def _sound_at(self, word: str, place: int) -> tuple[str, str]:
        """Return the letters at a place that are one sound, and that sound."""
        for pattern, sound in _compiled(self.rules):
            if found := pattern.match(word, place):
                return found[0], sound
        return word[place], word[place]


@cache
def _compiled(rules: tuple[tuple[str, str], ...]) -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(letters), sound) for letters, sound in rules]


def stress(sounds: str, syllable: int) -> str:
    """Return the IPA with the stress on a syllable, or on the nearest if there are fewer."""
    nuclei = list(_NUCLEUS.finditer(sounds))
    if not nuclei:
        return sounds
    index = syllable if syllable >= 0 else max(len(nuclei) + syllable, 0)
    start = nuclei[min(index, len(nuclei) - 1)].start()
    return f"{sounds[:start]}ˈ{sounds[start:]}"
