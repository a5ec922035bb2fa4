"""A language without rules of its own: what the tables and the libraries know it by."""

import functools
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

_ALIASES = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "tl": "fil", "cmn": "zh"}
_WITHOUT_BLANKS = frozenset({"ja", "km", "lo", "my", "th", "yue", "zh"})


@dataclass(frozen=True)
class Language:
    name: str
    """The primary subtag, in small letters."""
    region: str
    """What its tag ends with, in small letters: a region, a script, or nothing."""

    @functools.cached_property
    def locale(self) -> Locale:
        """Its entry in CLDR, the nearest there is."""
        last = self.region.title() if len(self.region) == 4 else self.region.upper()
        for tag in (f"{self.name}_{last}", self.name, "root"):
            try:
                return Locale.parse(tag)
            except (UnknownLocaleError, ValueError):
                continue
        raise AssertionError("CLDR has a root")

    @functools.cached_property
    def point(self) -> str:
        """The decimal sign, a point or a comma."""
        symbols = self.locale.number_symbols
        return "." if symbols.get("latn", {}).get("decimal") == "." else ","

    @functools.cached_property
    def traditional(self) -> bool:
        """Whether its Chinese is written in traditional characters."""
        return self.locale.script == "Hant"

    @property
    def blank(self) -> str:
        """What stands between two words."""
        return "" if self.name in _WITHOUT_BLANKS else " "

    def join(self, *words: str | None) -> str:
        return self.blank.join(word for word in words if word)


@functools.lru_cache(maxsize=256)
def find_language(primary: str, region: str) -> Language:
    """One object for each, so that what is worked out for it is worked out once."""
    return Language(_ALIASES.get(primary, primary), region)
