"""Extracts the article from text: as it was written, or as it was copied from a page."""

from collections import Counter
from collections.abc import Iterable, Sequence

from audio_cache.spec import Block
from listen.article.article import Article
from listen.article.assemble import assemble
from listen.article.context import Context, Pass
from listen.article.passes import PASTED_PASSES, VERBATIM_PASSES, run_passes
from listen.article.policy import Policy
from listen.article.reasons import MARKUP
from listen.article.text.character_references import decode_references
from listen.article.text.clean import clean, one_line
from listen.article.text.lines import split_blocks
from listen.article.text.markdown import parse_markdown
from listen.article.text.markdown_detect import is_markdown
from listen.article.text_block import TextBlock


def extract_text(text: str, title: str | None = None, policy: Policy | None = None) -> Article:
    """Extract the article from cleaned text (see clean()), which may be Markdown."""
    policy = policy or Policy()
    title = one_line(title or "")
    is_markup = is_markdown(text)
    text = _decode(text, keep_ascii=is_markup)  # Markdown has escapes, such as "&#42;"
    blocks = parse_markdown(text, policy) if is_markup else split_blocks(text)
    context = Context(policy, titles=[title] if title else [])
    return _extract(text, blocks, PASTED_PASSES, context)


def extract_verbatim(text: str) -> Article:
    """Return the text as an article, without its bullets.

    What looks like Markdown or boilerplate is kept as it is written.
    """
    text = _decode(text)
    return _extract(text, split_blocks(text), VERBATIM_PASSES, Context())


def _decode(text: str, *, keep_ascii: bool = False) -> str:
    """Return cleaned text with the characters that references stand for."""
    decoded = decode_references(text, keep_ascii=keep_ascii)
    return text if decoded == text else clean(decoded)


def _extract(
    text: str, blocks: list[TextBlock], passes: Sequence[Pass], context: Context
) -> Article:
    run_passes(passes, blocks, context)
    shown = context.title_block
    rest = [block for block in blocks if block is not shown]
    if leftovers := _leftovers(text, blocks):
        rest.append(TextBlock("paragraph", leftovers, MARKUP))
    spoken, dropped = assemble(rest, context.policy, language=None)
    title = next(iter(context.titles), shown.text if shown else None)
    if title:
        spoken.insert(0, Block("title", title))
    return Article(spoken, dropped, title=title)


def _leftovers(text: str, blocks: Iterable[TextBlock]) -> str:
    """Return the characters that are in no block: bullets, Markdown syntax, escapes.

    Each stands as often as it is missing, in the order of the text, without white space.
    """
    missing = Counter(text)
    for block in blocks:
        missing.subtract(block.text)
        missing.subtract("".join(block.marks))
    runs = (char * count for char, count in missing.items() if count > 0)
    return " ".join(run for run in runs if not run.isspace())
