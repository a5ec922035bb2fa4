"""Boilerplate phrases: share bars, comment forms, appeals to subscribe and the like, by language.

The phrases stand in one TOML file a language; en.toml describes the format. `labels` matches whole
lines, `sentences` paragraphs that address the reader, and `shapes` what needs no words.
"""

from listen.article.boilerplate.files import REASONS, Scope, load_phrases
from listen.article.boilerplate.labels import label_reason
from listen.article.boilerplate.sentences import SENTENCE_SCOPES, sentence_reason
from listen.article.boilerplate.shapes import shape_reason

__all__ = ["REASONS", "Scope", "boilerplate_reason", "load_phrases"]


def boilerplate_reason(line: str, scope: Scope) -> str:
    """Return the reason why the line is boilerplate in this scope; empty when it is not."""
    if scope in SENTENCE_SCOPES:
        return sentence_reason(line, scope)
    return label_reason(line, scope) or (shape_reason(line) if scope == "always" else "")
