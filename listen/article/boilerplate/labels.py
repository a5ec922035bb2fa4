"""Labels: whole lines that are boilerplate, such as "Share this" or "Photo: *"."""

from dataclasses import dataclass, field
from functools import cache

from listen.article.boilerplate.files import Scope, expand, load_phrases
from listen.article.boilerplate.keys import fold, is_reported, label_keys, strip_start
from listen.article.prose import ends_sentence, length

MAX_CHARACTERS = 160
"""Length of a label. A longer line is text."""

LABEL_SCOPES: tuple[Scope, ...] = ("always", "edge", "opens")

_INDEX_LENGTH = 2
"""Characters by which patterns are indexed."""
_ELLIPSES = ("...", "…")
_MIN_DISTINCTIVE = 18
"""Characters of a pattern. A sentence of an article may begin or end with a shorter one."""


@dataclass
class _LabelIndex:
    exact: dict[str, str] = field(default_factory=dict)
    """Phrase to reason."""
    prefixes: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    """First characters to (prefix, text that must follow it, reason)."""
    suffixes: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Last characters to (suffix, reason)."""


def label_reason(line: str, scope: Scope) -> str:
    """Return the reason why the line is boilerplate in this scope; empty when it is not."""
    if len(line) > MAX_CHARACTERS:
        return ""
    key, bare = label_keys(line)
    index = _index()[scope]
    if reason := index.exact.get(bare):
        return reason
    may_be_text = ends_sentence(line) and not line.endswith(_ELLIPSES)
    if may_be_text and is_reported(line):
        return ""
    for prefix, later, reason in index.prefixes.get(key[:_INDEX_LENGTH], ()):
        if key.startswith(prefix) and later in key[len(prefix) :]:
            is_distinctive = ":" in prefix or length(prefix + later) >= _MIN_DISTINCTIVE
            if is_distinctive or not may_be_text:
                return reason
    for suffix, reason in index.suffixes.get(bare[-_INDEX_LENGTH:], ()):
        if bare.endswith(suffix) and (length(suffix) >= _MIN_DISTINCTIVE or not may_be_text):
            return reason
    return ""


@cache
def _index() -> dict[Scope, _LabelIndex]:
    index: dict[Scope, _LabelIndex] = {scope: _LabelIndex() for scope in LABEL_SCOPES}
    for reason, scope, phrase in load_phrases():
        if scope in index:
            _add(index[scope], phrase, reason)
    return index


def _add(index: _LabelIndex, phrase: str, reason: str) -> None:
    """Add a phrase. A space before an asterisk is kept: a word must end there."""
    if "{" in phrase:
        for choice in expand(phrase):
            _add(index, choice, reason)
        return
    folded = strip_start(fold(phrase))
    if folded.startswith("*"):
        suffix = folded[1:]
        index.suffixes.setdefault(suffix[-_INDEX_LENGTH:], []).append((suffix, reason))
    elif "*" in folded:
        prefix, later, *_ = [*folded.split("*"), ""]
        index.prefixes.setdefault(prefix[:_INDEX_LENGTH], []).append((prefix, later, reason))
    else:
        index.exact[label_keys(phrase)[1]] = reason
