"""Identifiers of a language in the tables and libraries."""

import functools
from dataclasses import dataclass, field

from babel import Locale, UnknownLocaleError

from worker.script.normalize.generic.profile import Profile


@dataclass(frozen=True)
class Language:
    """A language of the generic rules."""

    name: str
    """Primary subtag in lower case, with aliases resolved."""
    region: str
    """Last subtag in lower case: a region, a script, or empty."""
    profile: Profile = field(compare=False, repr=False)
    """Words, patterns and functions of the language."""

    @functools.cached_property
    def locale(self) -> Locale:
        """Closest locale in CLDR."""
        last = self.region.title() if len(self.region) == 4 else self.region.upper()
        for tag in (f"{self.name}_{last}", self.name, "root"):
            try:
                return Locale.parse(tag)
            except (UnknownLocaleError, ValueError):
                continue
        raise AssertionError("CLDR has a root")

    @functools.cached_property
    def point(self) -> str:
        """Decimal separator, a point or a comma."""
        symbols = self.locale.number_symbols
        return "." if symbols.get("latn", {}).get("decimal") == "." else ","

    @functools.cached_property
    def traditional(self) -> bool:
        """True for Chinese in traditional characters."""
        return self.locale.script == "Hant"

    @property
    def blank(self) -> str:
        """Separator of words: a blank, or empty."""
        return " " if self.profile.spaced else ""

    def join(self, *words: str | None) -> str:
        """Join the words that are not empty."""
        return self.blank.join(word for word in words if word)
