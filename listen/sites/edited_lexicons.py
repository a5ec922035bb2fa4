"""The lexicons that editors give the sites, as a process knows them."""

from listen.lexicon.applicable import Entries
from listen.lexicon.entries import merge
from listen.sites.lexicon_edits import LexiconEdit, LexiconEdits

_BATCH = 500
"""Edits of a transaction."""


class EditedLexicons:
    """Follows the edits in the database: reads only those that are new."""

    def __init__(self, edits: LexiconEdits) -> None:
        self._edits = edits
        self.last_edit = 0
        """Id of the last edit that is known."""
        self._by_site: dict[str, dict[tuple[str, str], LexiconEdit]] = {}
        self._lexicons: dict[str, Entries] = {}

    def refresh(self) -> dict[str, Entries]:
        """Return the entries of each site, with the edits that were made since the last call.

        Raises Unavailable while the database is away.
        """
        changed: set[str] = set()
        while found := self._edits.after(self.last_edit, _BATCH):
            changed |= self._apply(found)
        for site in changed:
            edits = sorted(self._by_site[site].values(), key=lambda edit: edit.id)
            self._lexicons[site] = merge([edit.entry for edit in edits if edit.entry])
        return self._lexicons

    def _apply(self, edits: list[LexiconEdit]) -> set[str]:
        """Apply edits, unless another greenlet has applied them meanwhile. Return their sites."""
        new = [edit for edit in edits if edit.id > self.last_edit]
        for edit in new:
            self._by_site.setdefault(edit.site, {})[edit.word, edit.language] = edit
            self.last_edit = edit.id
        return {edit.site for edit in new}
