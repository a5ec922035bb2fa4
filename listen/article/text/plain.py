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
from listen.article.text.clean import one_line
from listen.article.text.lines import split_blocks
from listen.article.text.markdown import parse_markdown
from listen.article.text.source import decode, read_source
from listen.article.text_block import TextBlock, without


def extract_text(text: str, title: str | None = None, policy: Policy | None = None) -> Article:
    """Extract the article from cleaned text (see clean()), which may be Markdown."""
    policy = policy or Policy()
    source = read_source(text)
    body = source.body
    blocks = parse_markdown(body, policy) if source.is_markdown else split_blocks(body)
    titles = [title for title in (one_line(title or ""), source.title) if title]
    context = Context(policy, titles=titles)
    return _extract(decode(text), [*source.front, *blocks, *source.removed], PASTED_PASSES, context)


def extract_verbatim(text: str) -> Article:
    """Return the text as an article, without its bullets.

    What looks like Markdown or boilerplate is kept as it is written.
    """
    text = decode(text)
    return _extract(text, split_blocks(text), VERBATIM_PASSES, Context())


def _extract(
    text: str, blocks: list[TextBlock], passes: Sequence[Pass], context: Context
) -> Article:
    run_passes(passes, blocks, context)
    shown = context.title_block
    rest = without(blocks, shown)
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
    kept: Counter[str] = Counter()  # `update` is much faster than `subtract`
    for block in blocks:
        kept.update(block.text)
        for part in block.taken_out:
            kept.update(part.text)
    runs = (char * (count - kept[char]) for char, count in Counter(text).items())
    return " ".join(run for run in runs if run and not run.isspace())
