"""Characters of new audio that one API key may have in a day."""

from listen.errors import QuotaExceeded
from listen.keys.api_key import ApiKey
from listen.limits.budget import DAY, Budget


class KeyBudget:
    """Counts the characters of each key."""

    def __init__(self, budget: Budget, per_day: int) -> None:
        """`per_day` is the limit of keys that have none of their own; 0: no limit."""
        self._budget = budget
        self._per_day = per_day

    def limit(self, key: ApiKey | None) -> int:
        """Return the characters of a key, or of a client without one; 0: no limit."""
        if key is None:
            return 0
        return self._per_day if key.characters_per_day is None else key.characters_per_day

    def take(self, key: ApiKey | None, characters: int) -> None:
        """Count characters of new audio. Raises QuotaExceeded."""
        limit = self.limit(key)
        if key is None or not limit:
            return
        wait = self._budget.take(f"characters-of-key:{key.id}", characters, limit, DAY)
        if wait:
            raise QuotaExceeded(
                f"The API key {key.name!r} may have {limit} characters of new audio a day. This "
                f"article has {characters}, and fewer are left.",
                wait,
                limit="key_characters",
            )
